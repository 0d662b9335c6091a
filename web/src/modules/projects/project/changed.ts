import type { StaleField } from '~/api/problem'
import type { Side } from '~/ui/StaleChoice'

/** changed holds the fields that differ. */
export function changed<T extends object>(before: T, after: T): Partial<T> {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(after)) {
    if (value !== before[name as keyof T]) fields[name] = value
  }
  return fields as Partial<T>
}

/** settled leaves out the fields where what somebody else wrote is to stand. */
export function settled<T extends object>(
  fields: T,
  stale: readonly StaleField[],
  sides: Record<string, Side>,
): Partial<T> {
  const theirs = new Set(stale.map(({ field }) => field).filter((field) => sides[field] === 'theirs'))
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !theirs.has(name))) as Partial<T>
}
