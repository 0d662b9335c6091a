import type { Answer } from '~/api/call'
import { m } from '~/lib/paraglide/messages'
import { registerOf } from '../thing/things'

/** Import is a file that is brought into the registers. */
export type Import = Answer<'registers.import.read'>

/** ReportLine is one row of the file and what becomes of it. */
export type ReportLine = Answer<'registers.import.report'>['items'][number]

/** Outcome is what becomes of a row. */
export type Outcome = ReportLine['outcome']

/** stateWords are what people call the states of an import. */
export const stateWords: Record<Import['state'], () => string> = {
  reading: m.registers_import_state_reading,
  mapping: m.registers_import_state_mapping,
  checking: m.registers_import_state_checking,
  checked: m.registers_import_state_checked,
  applying: m.registers_import_state_applying,
  applied: m.registers_import_state_applied,
  undone: m.registers_import_state_undone,
  failed: m.registers_import_state_failed,
  cancelled: m.registers_import_state_cancelled,
}

/** outcomeWords are what people call what becomes of a row. */
export const outcomeWords: Record<Outcome, () => string> = {
  new: m.registers_outcome_new,
  changed: m.registers_outcome_changed,
  same: m.registers_outcome_same,
  wrong: m.registers_outcome_wrong,
  done: m.registers_outcome_done,
}

/** outcomes are in the order in which they are shown: what needs somebody first. */
export const outcomes = ['wrong', 'new', 'changed', 'done', 'same'] as const

/** totals sums the counts of all registers. */
export function totals(counts: Import['counts']): Record<Outcome, number> {
  const sum = { new: 0, changed: 0, same: 0, wrong: 0, done: 0 }
  for (const one of Object.values(counts)) for (const outcome of outcomes) sum[outcome] += one[outcome]
  return sum
}

/** thingWord is what people call the register that a row of the file goes into. */
export const thingWord = (thing: string): string =>
  thing === 'contact' ? m.registers_contacts() : (registerOf(thing)?.label() ?? thing)

/** isWorking tells that an import will go on by itself. */
export const isWorking = (state: Import['state'] | undefined) =>
  state === 'reading' || state === 'checking' || state === 'applying'
