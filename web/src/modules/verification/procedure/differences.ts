import { m } from '~/lib/paraglide/messages'
import { limitText } from '../limit'
import type { Step } from './steps'
import { kindWords, optionText, textOf } from './words'

/** Difference is one thing that is another in a newer edition, in words. */
export type Difference = { code: string; sort: 'added' | 'gone' | 'moved' | 'changed'; words: string }

const limitOf = (step: Step) => limitText({ ...step, target_text: '' })

/** facets are what a change of a step is told by: its name, and how it reads. */
const facets: [() => string, (step: Step) => string][] = [
  [m.verification_diff_text, (s) => s.text_da],
  [m.verification_diff_text_en, (s) => s.text_en],
  [m.verification_diff_help, (s) => [s.help_da, s.help_en].filter(Boolean).join(' / ')],
  [m.verification_diff_kind, (s) => kindWords[s.kind]()],
  [m.verification_diff_limit, limitOf],
  [m.verification_diff_unit, (s) => s.unit],
  [m.verification_diff_weight, (s) => String(s.weight)],
  [m.verification_diff_formula, (s) => s.formula ?? ''],
  [
    m.verification_diff_options,
    (s) =>
      (s.options ?? [])
        .map((o) =>
          [optionText(o), limitText({ ...o, target_text: '' }), o.fails ? '✗' : ''].filter(Boolean).join(' '),
        )
        .join(', '),
  ],
  [m.verification_diff_when, (s) => (s.when_step ? `${s.when_step}: ${(s.when_is ?? []).join(', ')}` : '')],
  [m.verification_diff_optional, (s) => (s.optional ? m.verification_yes() : m.verification_no())],
  [m.verification_diff_photo, (s) => (s.photo ? m.verification_yes() : m.verification_no())],
  [m.verification_diff_expected, (s) => s.expected ?? ''],
  [m.verification_diff_expired, (s) => s.expired ?? ''],
  [m.verification_diff_lines, (s) => String(s.lines ?? 0)],
  [m.verification_diff_of_row, (s) => (s.of_row ? m.verification_yes() : m.verification_no())],
]

/** differences tell what a newer edition has that an older one had not, in words, step by step. */
export function differences(older: readonly Step[], newer: readonly Step[]): Difference[] {
  const before = new Map(older.map((step) => [step.code, step]))
  const after = new Map(newer.map((step) => [step.code, step]))
  const all: Difference[] = []
  for (const step of older) {
    if (!after.has(step.code))
      all.push({ code: step.code, sort: 'gone', words: m.verification_diff_gone({ step: textOf(step) }) })
  }
  // A step has moved when what stood before it, of what is in both, stands before it no more.
  const shared = newer.filter(({ code }) => before.has(code))
  const was = older.filter(({ code }) => after.has(code)).map(({ code }) => code)
  for (const step of newer) {
    const had = before.get(step.code)
    if (!had) {
      all.push({ code: step.code, sort: 'added', words: m.verification_diff_added({ step: textOf(step) }) })
      continue
    }
    const at = shared.indexOf(step)
    const [then, now] = [was[was.indexOf(step.code) - 1], shared[at - 1]?.code]
    if (then !== now && Math.abs(was.indexOf(step.code) - at) > 0) {
      all.push({ code: step.code, sort: 'moved', words: m.verification_diff_moved({ step: textOf(step) }) })
    }
    for (const [name, read] of facets) {
      const [from, to] = [read(had), read(step)]
      if (from === to) continue
      const what = { step: textOf(step), what: name(), from: from || '–', to: to || '–' }
      all.push({ code: step.code, sort: 'changed', words: m.verification_diff_changed(what) })
    }
  }
  return all
}
