import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useProject } from '~/api/access'
import type { Item } from '~/api/call'
import { reading } from '~/api/query'
import type { Condition } from '../thing/api'
import type { Thing } from '../thing/things'
import type { Place } from './url'
import { type View, viewOf } from './view'

/** Saved is a view that somebody keeps under a name. */
export type Saved = Item<'registers.view.list'>

/** whole is the view that shows a register as it is, where the project begins with another. */
export const whole = 'all'

/** Base is what a place is told by its difference from: a saved view, or nothing in particular. */
export type Base = Pick<Place, 'sort' | 'q' | 'filter'>

/** plain is the place of a register that nothing is asked of. */
export const plain: Base = { sort: '', q: '', filter: [] }

/** Views are the saved views of a register, and the one that is shown. */
export type Views = { ready: boolean; all: Saved[]; chosen: Saved | undefined; base: Base; view: View }

/** chosenOf finds the view that an address names; without one, the one that the project begins with. */
export const chosenOf = (all: readonly Saved[], named: string): Saved | undefined =>
  named ? all.find(({ id }) => id === named) : all.find(({ whose }) => whose === 'default')

/** baseOf is what of a view stands in an address. */
export function baseOf(chosen: Saved | undefined): Base {
  if (!chosen) return plain
  const { sort = '', q = '', filter } = chosen.state
  return { sort, q, filter: (filter ?? []) as Condition[] }
}

/** sameBase tells whether two places ask the same of a register. */
export const sameBase = (one: Base, other: Base) =>
  one.sort === other.sort && one.q === other.q && sameFilter(one.filter, other.filter)

/** sameFilter compares filters; the server may give the parts of a condition in another order. */
export const sameFilter = (one: readonly Condition[], other: readonly Condition[]) => {
  const plain = (filter: readonly Condition[]) =>
    JSON.stringify(filter.map(({ field, op, value }) => [field, op, value]))
  return plain(one) === plain(other)
}

/** stateOf is a view as the server keeps it. */
export const stateOf = ({ sort, q, filter }: Base, view: View) => ({
  ...(filter.length > 0 ? { filter: [...filter] as never } : {}),
  ...(q ? { q } : {}),
  ...(sort ? { sort } : {}),
  ...view,
})

/** useViews reads the saved views of a register. */
export function useViews(thing: Thing, named: string): Views {
  const path = { project: useProject() }
  const { data, error } = useQuery(reading('registers.view.list', { path, query: { thing } }))
  const chosen = data && chosenOf(data.items, named)
  return useMemo(
    () => ({
      // A register is shown as it is where its views cannot be read.
      ready: data !== undefined || error !== null,
      all: data?.items ?? [],
      chosen,
      base: baseOf(chosen),
      view: viewOf(chosen?.state),
    }),
    [data, error, chosen],
  )
}
