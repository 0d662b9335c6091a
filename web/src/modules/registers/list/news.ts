import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { type Change, mostTold, useChanges } from '~/api/live'
import { refresh } from '~/api/query'
import type { GridHandle } from '~/ui/grid/Grid'
import { type Line, readingTotal, readLines } from '../thing/api'
import type { Register } from '../thing/things'

/** News is what others have done to the rows that are told of, as far as this page is concerned. */
export type News = {
  /** put are rows to be put in their places, gone those to be taken out. */
  put: Line[]
  gone: string[]
  /** more tells that there are rows that are not here: new ones, put back, or of another part of the list. */
  more: boolean
}

/** newsOf compares what became of rows that were changed with what the page shows. */
export function newsOf(ids: readonly string[], found: readonly Line[], has: (id: string) => boolean): News {
  const there = new Set(found.map(({ id }) => id))
  return {
    put: found.filter(({ id }) => has(id)),
    gone: ids.filter((id) => !there.has(id) && has(id)),
    more: found.some(({ id }) => !has(id)),
  }
}

/** Own remembers what the reader did from this page, which is no news to it. */
export class Own {
  private readonly entries = new Set<string>()

  add(entry: string): void {
    this.entries.add(entry)
  }

  has({ entry }: Change): boolean {
    return this.entries.has(entry)
  }
}

/** How long changes are gathered before they are read, so that many in one breath are read once. */
const gathering = 120

/**
 * useNews follows a register while it is shown: the rows that others change are read and put in their places.
 * It also counts the register as a whole, where the list is only a part of it.
 */
export function useNews(
  { thing, plural }: Register,
  project: string,
  counted: boolean,
  grid: RefObject<GridHandle | null>,
  own: Own,
  past = false,
) {
  const cache = useQueryClient()
  const { data: total } = useQuery({ ...readingTotal(thing, project), enabled: counted && !past })
  const changed = useMemo(() => new Set<string>(), [])
  const whole = useRef(false)
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(soon.current), [])

  const read = async () => {
    soon.current = undefined
    const ids = [...changed]
    changed.clear()
    const all = whole.current || ids.length > mostTold * 5
    whole.current = false
    if (all) {
      await Promise.all([grid.current?.refresh(), refresh(cache, ['registers.total'])])
      return
    }
    const filter = [{ field: 'id', op: 'in', value: ids }]
    const { items } = await readLines(thing, project, { sort: 'id', filter, limit: 500 })
    const news = newsOf(ids, items, (id) => grid.current?.has(id) ?? false)
    for (const line of news.put) grid.current?.replace(line)
    for (const id of news.gone) grid.current?.remove(id)
    if (news.more || news.gone.length > 0) await refresh(cache, ['registers.total'])
    if (news.more) await grid.current?.refresh()
  }
  useChanges((change) => {
    const ids = change?.tables[`registers.${plural}`]
    if (past || (change && !ids)) return // what stood does not change any more
    // What is being saved here is answered first, so that it is known for one's own.
    void Promise.resolve(grid.current?.saved()).then(() => {
      if (change && own.has(change)) return
      for (const id of ids ?? []) changed.add(id)
      whole.current ||= ids === undefined || ids.length >= mostTold
      // The grid says itself that rows could not be read.
      soon.current ??= setTimeout(() => void read().catch(() => grid.current?.refresh()), gathering)
    })
  })
  return total
}
