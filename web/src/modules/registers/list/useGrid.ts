import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import { refresh } from '~/api/query'
import { useLanguage } from '~/lib/locale'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import type { GridHandle } from '~/ui/grid/Grid'
import type { Selection, State } from '~/ui/grid/options'
import type { Fetch } from '~/ui/grid/source'
import { sayUndo } from '~/ui/toast'
import { type Condition, type Line, readLines } from '../thing/api'
import type { Open } from '../thing/register'
import { gridColumn } from './gridColumns'
import { gridWords } from './gridWords'
import { Own } from './news'
import { saver, undoEntry } from './saving'
import { type Place, sortByKey, sortByQuery } from './url'
import { shownFields, type View } from './view'

/** Seen is what the page knows of the selection. */
export type Seen = { count: number; top: number; bottom: number; row: Line | undefined; rows: () => Line[] }

/** useGrid gives the grid all that it needs of a register. */
export function useGrid({ register, project, fields, references, may }: Open, place: Place, view: View) {
  const locale = useLanguage()
  const cache = useQueryClient()
  const grid = useRef<GridHandle>(null)
  const own = useMemo(() => new Own(), [])
  const latest = useRef(references)
  latest.current = references
  const [state, setState] = useState<State>()
  const [seen, setSeen] = useState<Seen>()

  const { choices } = references
  const columns = useMemo(
    () => shownFields(view, fields).map((field) => gridColumn(field, { choices }, view.widths)),
    [view, fields, choices],
  )
  const query = useMemo(
    () => ({ sort: sortByKey(place.sort, fields), filter: place.filter, q: place.q }),
    [place.sort, place.filter, place.q, fields],
  )
  const fetch = useCallback<Fetch>(
    ({ sort = '', filter, q }, after, { signal, ...page }) =>
      readLines(
        register.thing,
        project,
        { sort: sortByQuery(sort, fields), filter: filter as Condition[], q, after, ...page },
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
  const onSelection = useCallback(({ box, count, active, rows }: Selection) => {
    setSeen({ count, top: box.top, bottom: box.bottom, row: active.row, rows })
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
      onSave,
      onRestore,
      rights,
      words,
      locale,
      onState: setState,
      onSelection,
    },
  }
}
