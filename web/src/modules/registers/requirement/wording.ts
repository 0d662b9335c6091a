import type { Item } from '~/api/call'
import type { ReadyField } from '../thing/field'

/** Edition is what a requirement said when it was approved. */
export type Edition = Item<'registers.edition.list'>

const wording = /^(title|criterion)_(da|en)$|^(comparison|target|unit|tolerance|target_text)$/

/** Difference is a field by which two wordings differ, with what it says in each. */
export type Difference = { field: ReadyField; before: unknown; after: unknown }

const plain = (value: unknown) => (value === null || value === undefined ? '' : value)

/** differencesOf finds by which fields two wordings of a requirement differ, in the order of the fields. */
export const differencesOf = (
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  fields: readonly ReadyField[],
): Difference[] =>
  fields
    .filter(({ key }) => wording.test(key) && plain(before[key]) !== plain(after[key]))
    .map((field) => ({ field, before: before[field.key], after: after[field.key] }))
