import type { ReadyField } from '../thing/field'

type Values = Record<string, unknown>

const plain = (value: unknown) =>
  value === undefined || value === '' ? null : typeof value === 'string' ? value.trim() : value

/** changesOf gives the fields that differ, with what is to be sent for each: nothing at all clears a field. */
export function changesOf(
  before: Values,
  after: Values,
  fields: readonly Pick<ReadyField, 'key' | 'fixed'>[],
): Values {
  const changes: Values = {}
  for (const { key, fixed } of fields) {
    if (fixed || plain(before[key]) === plain(after[key])) continue
    changes[key] = plain(after[key])
  }
  return changes
}
