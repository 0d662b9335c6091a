import type { Sorted } from './head'

/** sortedBy tells how a column takes part in an order such as `planned_on,-status`. */
export function sortedBy(sort: string | undefined, key: string): Sorted | undefined {
  const parts = partsOf(sort)
  const at = parts.findIndex((part) => part.key === key)
  const part = parts[at]
  return part && { direction: part.falls ? 'descending' : 'ascending', place: parts.length > 1 ? at + 1 : 0 }
}

/**
 * turned gives the order after a click on a head: rising, then falling, then none; `add` keeps the other
 * columns.
 */
export function turned(sort: string | undefined, key: string, add: boolean): string {
  const parts = partsOf(sort)
  const own = parts.find((part) => part.key === key)
  const next = !own ? { key, falls: false } : own.falls ? undefined : { key, falls: true }
  const kept = add ? parts.flatMap((part) => (part !== own ? [part] : next ? [next] : [])) : []
  if (next && !kept.includes(next)) kept.push(next)
  return kept.map((part) => (part.falls ? `-${part.key}` : part.key)).join(',')
}

function partsOf(sort: string | undefined): { key: string; falls: boolean }[] {
  const parts = (sort ?? '').split(',').filter(Boolean)
  return parts.map((part) =>
    part.startsWith('-') ? { key: part.slice(1), falls: true } : { key: part, falls: false },
  )
}
