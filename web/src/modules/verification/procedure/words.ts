import { language } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import type { Kind, Option, Step } from './steps'

/** kindWords say what sort of step it is. */
export const kindWords: Record<Kind, () => string> = {
  section: m.verification_kind_section,
  prerequisite: m.verification_kind_prerequisite,
  pass_fail: m.verification_kind_pass_fail,
  yes_no: m.verification_kind_yes_no,
  measure: m.verification_kind_measure,
  choice: m.verification_kind_choice,
  table: m.verification_kind_table,
  formula: m.verification_kind_formula,
  instrument: m.verification_kind_instrument,
  photo: m.verification_kind_photo,
  text: m.verification_kind_text,
  date: m.verification_kind_date,
  signature: m.verification_kind_signature,
}

const first = (da: string | undefined, en: string | undefined) =>
  (language() === 'da' ? da || en : en || da) ?? ''

/** textOf is a step's text in the reader's language, or else in the other. */
export const textOf = (step: Pick<Step, 'text_da' | 'text_en'>): string => first(step.text_da, step.text_en)

/** helpOf is a step's guidance in the reader's language, or else in the other. */
export const helpOf = (step: Pick<Step, 'help_da' | 'help_en'>): string => first(step.help_da, step.help_en)

/** optionText is what an answer or column is called, or else its short name. */
export const optionText = (option: Pick<Option, 'da' | 'en' | 'code'>): string =>
  first(option.da, option.en) || option.code

/** titleOf is what a procedure is called. */
export const titleOf = (one: { title_da: string; title_en: string }): string =>
  first(one.title_da, one.title_en)

/** aboutOf says what a procedure is for. */
export const aboutOf = (one: { about_da: string; about_en: string }): string =>
  first(one.about_da, one.about_en)
