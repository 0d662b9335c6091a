import { useQuery } from '@tanstack/react-query'
import { type RefObject, useEffect, useRef } from 'react'
import type { GridHandle } from '~/ui/grid/Grid'
import { type Line, type Lines, type Outcomes, readingLines } from '../thing/api'
import type { Thing } from '../thing/things'

/** News is what has happened to a register since it was last looked at. */
export type News = { changed: Line[]; whole: boolean }

const size = 50

/**
 * newsSince tells which rows have changed since a moment. The whole register is
 * to be read again where rows came or went that this page did not see go, and
 * where more has changed than one answer holds.
 */
export function newsSince(since: string, expected: number | undefined, { items, total }: Lines): News {
  const changed = items.filter((line) => (line.changed_at ?? '') > since)
  return { changed, whole: changed.length >= size || (total !== undefined && total !== expected) }
}

/** Counted is what the reader's own saves have done to the number of rows. */
export class Counted {
  added = 0

  take(changes: readonly { id: string; create?: boolean; delete?: boolean }[], { results }: Outcomes): void {
    const done = new Set(results.flatMap(({ id, problem }) => (problem ? [] : [id])))
    for (const change of changes) {
      if (!done.has(change.id)) continue
      if (change.create) this.added++
      if (change.delete) this.added--
    }
  }
}

/**
 * useNews follows a register while it is shown: the stream of changes makes it
 * ask what changed last, and only those rows are put in their places. It also
 * knows how many rows the register holds in all.
 */
export function useNews(thing: Thing, project: string, grid: RefObject<GridHandle | null>, own: Counted) {
  const { data, error, refetch } = useQuery(
    readingLines(thing, project, { sort: '-changed_at', limit: size, count: true }),
  )
  const lines = data as unknown as Lines | undefined
  const seen = useRef<{ thing: Thing; since: string; total: number | undefined }>(undefined)
  useEffect(() => {
    if (!lines) return
    const before = seen.current
    const since = lines.items[0]?.changed_at ?? ''
    seen.current = { thing, since, total: lines.total }
    if (!before || before.thing !== thing) {
      own.added = 0
      return
    }
    const { changed, whole } = newsSince(
      before.since,
      before.total === undefined ? undefined : before.total + own.added,
      lines,
    )
    own.added = 0
    for (const line of changed) grid.current?.replace(line)
    if (whole) void grid.current?.refresh()
  }, [lines, thing, grid, own])
  return { total: lines?.total, error, refetch }
}
