import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { refresh } from '~/api/query'
import { useLanguage } from '~/lib/locale'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import type { GridHandle } from '~/ui/grid/Grid'
import type { ReadGroups } from '~/ui/grid/groups'
import type { Selection, State } from '~/ui/grid/options'
import type { Fetch } from '~/ui/grid/source'
import { sayUndo } from '~/ui/toast'
import { type Condition, type Line, readLines } from '../thing/api'
import type { Open } from '../thing/register'
import { gridColumn } from './gridColumns'
import { gridWords } from './gridWords'
import { canGroup, readGroups, withoutClosed } from './groups'
import { Own } from './news'
import { saver, undoEntry } from './saving'
import { type Place, sortByKey, sortByQuery } from './url'
import { arranged, type View } from './view'

/** Seen is what the page knows of the selection. */
export type Seen = { count: number; row: Line | undefined; all: () => Promise<Line[]> }

/** useGrid gives the grid all that it needs of a register. */
export function useGrid(
  { register, project, fields, references, may, show, at }: Open,
  place: Place,
  view: View,
  /** plain shows the rows in the order in which they were made, all of them. */
  plain = false,
) {
  const locale = useLanguage()
  const cache = useQueryClient()
  const grid = useRef<GridHandle>(null)
  const own = useMemo(() => new Own(), [])
  const latest = useRef(references)
  latest.current = references
  const latestShow = useRef(show)
  latestShow.current = show
  const [state, setState] = useState<State>()
  const [seen, setSeen] = useState<Seen>()

  const { choices, titleOf } = references
  const columns = useMemo(() => {
    const { fields: shown, frozen } = arranged(view, fields)
    return shown.map((field, at) => gridColumn(field, { choices, titleOf }, view.widths, at < frozen))
  }, [view, fields, choices, titleOf])
  const group = fields.find((field) => field.query === view.group && canGroup(field))?.query
  const query = useMemo(
    () =>
      plain
        ? { sort: 'id', at }
        : { sort: sortByKey(place.sort, fields), filter: place.filter, q: place.q, group, at },
    [place.sort, place.filter, place.q, group, fields, at, plain],
  )
  const fetch = useCallback<Fetch>(
    ({ sort = '', filter = [], q, group, at, without = [] }, after, { signal, ...page }) => {
      const kept = group ? withoutClosed(filter as Condition[], group, without) : (filter as Condition[])
      const ask = { sort: sortByQuery(sort, fields), filter: kept, q, group, at, after, ...page }
      return readLines(register.thing, project, ask, signal)
    },
    [register, project, fields],
  )
  const groups = useCallback<ReadGroups>(
    ({ filter, q, group = '', at }, signal) =>
      readGroups(
        { register, project, fields, show: latestShow.current },
        { filter: filter as Condition[], q, at },
        group,
        signal,
      ),
    [register, project, fields],
  )
  const onRestore = useCallback(
    async (entry: string) => {
      await undoEntry(project, entry)
    },
    [project],
  )
  const onSave = useMemo(
    () =>
      saver(
        register.thing,
        project,
        () => latest.current,
        (entry, added, deleted) => {
          own.add(entry)
          if (added + deleted > 0) void refresh(cache, ['registers.total'])
          if (deleted === 0) return
          sayUndo(m.registers_removed({ count: formatNumber(deleted) }), async () => {
            await undoEntry(project, entry)
            await grid.current?.refresh()
          })
        },
      ),
    [register, project, own, cache],
  )
  const closedTo = useCallback(
    (row: Line, key: string) => {
      const field = fields.find((one) => one.key === key)
      return field ? may.whyNot(row, field) : undefined
    },
    [fields, may],
  )
  const rights = useMemo(
    () => ({
      canEdit: (row: { id: string; version: number }, column: { key: string }) =>
        closedTo(row, column.key) === undefined,
      canCreate: may.create,
      canDelete: may.change,
    }),
    [closedTo, may],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language
  const words = useMemo(
    () =>
      gridWords(() => {
        const active = grid.current?.selection()?.active
        return active?.row && closedTo(active.row, active.column)
      }),
    [closedTo, locale],
  )
  const onSelection = useCallback(({ count, active, all }: Selection) => {
    setSeen({ count, row: active.row, all })
  }, [])

  return {
    grid,
    own,
    state,
    seen,
    options: {
      columns,
      query,
      fetch,
      groups,
      onSave,
      onRestore,
      rights,
      words,
      locale,
      density: view.density,
      onState: setState,
      onSelection,
    },
  }
}
