import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Condition } from '../thing/api'
import type { ReadyField } from '../thing/field'
import { type Base, sameFilter } from './saved'

/** Place is what of a register's screen stands in its address, so that a link shows the same. */
export type Place = {
  sort: string
  q: string
  filter: Condition[]
  /** row is the one whose details are open. */
  row: string
  /** table tells that a tablet held upright shows the table after all. */
  table: boolean
  /** view is the saved view that is shown. */
  view: string
  /** at is the moment that the register is looked at as it stood; empty: now. */
  at: string
}

const text = (value: unknown) =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

/** momentOf reads a moment that an address names. */
const momentOf = ({ at }: { at?: unknown }): string =>
  typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? at : ''

const isCondition = (one: unknown): one is Condition =>
  typeof one === 'object' &&
  one !== null &&
  'field' in one &&
  'op' in one &&
  typeof one.field === 'string' &&
  typeof one.op === 'string'

/** placeOf reads an address; what it does not say is as in the view, and what it does not understand is left out. */
export function placeOf(search: Record<string, unknown>, base: Base): Place {
  return {
    sort: search.sort === undefined ? base.sort : text(search.sort),
    q: search.q === undefined ? base.q : text(search.q),
    filter: Array.isArray(search.filter) ? search.filter.filter(isCondition) : base.filter,
    row: text(search.row),
    table: search.table === true,
    view: text(search.view),
    at: momentOf(search),
  }
}

/** searchOf writes a place as an address: what of it is otherwise than in the view. */
export function searchOf(
  { sort, q, filter, row, table, view, at }: Place,
  base: Base,
): Record<string, unknown> {
  return {
    ...(view ? { view } : {}),
    ...(q !== base.q ? { q } : {}),
    ...(sameFilter(filter, base.filter) ? {} : { filter }),
    ...(sort !== base.sort ? { sort } : {}),
    ...(row ? { row } : {}),
    ...(table ? { table } : {}),
    ...(at ? { at } : {}),
  }
}

/** translated puts an order such as `planned_on,-title` into other names of the fields. */
function translated(sort: string, name: (part: string) => string): string {
  return sort
    .split(',')
    .filter(Boolean)
    .map((part) => (part.startsWith('-') ? `-${name(part.slice(1))}` : name(part)))
    .join(',')
}

/** sortByKey writes an order with the names of the columns, sortByQuery with those that every language shares. */
export const sortByKey = (sort: string, fields: readonly ReadyField[]) =>
  translated(sort, (part) => fields.find(({ query }) => query === part)?.key ?? part)
export const sortByQuery = (sort: string, fields: readonly ReadyField[]) =>
  translated(sort, (part) => fields.find(({ key }) => key === part)?.query ?? part)

/** useNamedView is the saved view that the address names. */
export const useNamedView = (): string => text((useSearch({ strict: false }) as { view?: unknown }).view)

/** useNamedMoment is the moment that the address names. */
export const useNamedMoment = (): string => momentOf(useSearch({ strict: false }) as { at?: unknown })

/** usePlace is the place that the address names, and the way to another. */
export function usePlace(base: Base): [Place, (part: Partial<Place>, silent?: boolean) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const place = useMemo(() => placeOf(search, base), [search, base])
  const go = useCallback(
    (part: Partial<Place>, silent = false) => {
      // Opening details is a step that Back undoes; narrowing the list is not, nor moving on to another row.
      const replace = silent || part.row === undefined
      void navigate({
        to: '.',
        search: ((before: Record<string, unknown>) =>
          searchOf({ ...placeOf(before, base), ...part }, base)) as never,
        replace,
      })
    },
    [navigate, base],
  )
  return [place, go]
}
