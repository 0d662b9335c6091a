import { m } from '~/lib/paraglide/messages'
import type { Condition } from '../thing/api'
import type { ReadyField } from '../thing/field'

/** Narrowing is what one field is narrowed to: some values, words it holds, a range, or whether it is filled in. */
export type Narrowing = {
  values?: (string | null)[]
  words?: string
  from?: string | number | null
  to?: string | number | null
  filled?: boolean
}

/** narrowingOf reads what a filter asks of one field. */
export function narrowingOf(filter: readonly Condition[], field: Pick<ReadyField, 'query'>): Narrowing {
  const found: Narrowing = {}
  for (const { op, value, field: name } of filter) {
    if (name !== field.query) continue
    if (op === 'in')
      found.values = (value as unknown[]).map((one) => (one === null || one === '' ? null : String(one)))
    else if (op === 'is') found.values = [String(value)]
    else if (op === 'contains') found.words = String(value)
    else if (op === 'gte' || op === 'gt') found.from = value as string | number
    else if (op === 'lte' || op === 'lt') found.to = value as string | number
    else if (op === 'empty' || op === 'filled') found.filled = op === 'filled'
  }
  return found
}

/** typed gives a value that was read as text the type that its field has. */
function typed(type: ReadyField['type'], value: string | null): unknown {
  if (value === null) return null
  if (type === 'boolean') return value === 'true'
  return type === 'number' ? Number(value) : value
}

/** narrowed gives a filter in which one field is narrowed in this way and no other; the others stay as they are. */
export function narrowed(
  filter: readonly Condition[],
  field: Pick<ReadyField, 'query' | 'type'>,
  { values, words, from, to, filled }: Narrowing,
): Condition[] {
  const own: Condition[] = []
  const add = (op: string, value?: unknown) =>
    own.push({ field: field.query, op, ...(value === undefined ? {} : { value }) })
  if (filled !== undefined) add(filled ? 'filled' : 'empty')
  if (values && values.length > 0)
    add(
      'in',
      values.map((value) => typed(field.type, value)),
    )
  if (words?.trim()) add('contains', words.trim())
  if (from !== undefined && from !== null && from !== '') add('gte', from)
  if (to !== undefined && to !== null && to !== '') add('lte', to)
  const at = filter.findIndex((one) => one.field === field.query)
  const rest = filter.filter((one) => one.field !== field.query)
  // A field keeps its place among the others, so that its chip does not jump.
  const place = at < 0 ? rest.length : filter.slice(0, at).filter((one) => one.field !== field.query).length
  return [...rest.slice(0, place), ...own, ...rest.slice(place)]
}

/** without gives the filter for the rows that a field's own values are counted among. */
export const without = (filter: readonly Condition[], field: Pick<ReadyField, 'query'>) =>
  filter.filter((one) => one.field !== field.query)

/** narrowedFields are the fields that a filter asks something of, each once. */
export function narrowedFields(filter: readonly Condition[], fields: readonly ReadyField[]): ReadyField[] {
  const names = [...new Set(filter.map(({ field }) => field))]
  return names.flatMap((name) => fields.find(({ query }) => query === name) ?? [])
}

/** saidOf puts what is asked of a field into a few words. */
export function saidOf(
  { values, words, from, to, filled }: Narrowing,
  show: (value: unknown) => string,
): string {
  const parts: string[] = []
  if (filled !== undefined) parts.push(filled ? m.registers_filter_filled() : m.registers_filter_empty())
  if (values) {
    const named = values
      .slice(0, 2)
      .map((value) => (value === null ? m.registers_filter_empty() : show(value)))
    const more = values.length - named.length
    parts.push(named.join(', ') + (more > 0 ? ` ${m.registers_filter_more({ count: String(more) })}` : ''))
  }
  if (words) parts.push(m.registers_filter_holds({ words }))
  const [low, high] = [from ?? null, to ?? null].map((end) => (end === null ? '' : show(end)))
  if (low && high) parts.push(`${low} – ${high}`)
  else if (low) parts.push(`≥ ${low}`)
  else if (high) parts.push(`≤ ${high}`)
  return parts.join(', ')
}
