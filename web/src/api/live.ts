import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Item } from './call'
import { refresh } from './query'

/** Task is a piece of work that runs in the background, such as an import. */
export type Task = Item<'files.task.list'>

/** Follows says which tables a thing is made of, where its name does not say so: `registers.progress` of `registers.rows`; `*` is every table. */
export type Follows = Record<string, readonly string[]>

/** Line is how the stream of changes stands. */
export type Line = 'waiting' | 'open' | 'lost'

/** Change is what somebody did: the entry of the history that it has, and the first of the rows of each table. */
export type Change = { entry: string; tables: Record<string, string[]> }

/** mostTold is how many rows of a table a change names; where there are as many, there may be more. */
export const mostTold = 60

/** Hearer is told of each change; of none in particular when nobody knows what was missed. */
type Hearer = (change: Change | undefined) => void

const hearers = new Set<Hearer>()

/** useChanges hears of every change on the project while it is shown. */
export function useChanges(hear: Hearer): void {
  const latest = useRef(hear)
  latest.current = hear
  useEffect(() => {
    const tell: Hearer = (change) => latest.current(change)
    hearers.add(tell)
    return () => void hearers.delete(tell)
  }, [])
}

const plural = (noun: string): string =>
  /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`

/** isAbout tells whether a thing shows rows of a table, by its name or by what it follows. */
export function isAbout(thing: string, table: string, follows: Follows): boolean {
  const [module = '', noun = ''] = thing.split('.')
  return (
    table === `${module}.${plural(noun)}` ||
    (follows[thing]?.some((one) => one === table || one === '*') ?? false)
  )
}

/**
 * useLive keeps one stream of changes open for the project. What a change is
 * about is read again; after a break everything is, for nobody knows what was
 * missed.
 */
export function useLive(project: string, follows: Follows): Line {
  const cache = useQueryClient()
  const [line, setLine] = useState<Line>('waiting')

  useEffect(() => {
    const changed = new Set<string>()
    let soon: ReturnType<typeof setTimeout> | undefined
    let later: ReturnType<typeof setTimeout> | undefined
    let stream: EventSource
    let broken = false

    const readAgain = () => {
      soon = undefined
      const things = new Set<string>()
      for (const { queryKey } of cache.getQueryCache().getAll()) {
        const thing = String(queryKey[0])
        for (const table of changed) if (isAbout(thing, table, follows)) things.add(thing)
      }
      changed.clear()
      refresh(cache, things)
    }
    const everything = () => {
      cache.invalidateQueries()
      for (const hear of hearers) hear(undefined)
    }
    const opened = () => {
      if (broken) everything()
      broken = false
      setLine('open')
    }
    const lost = () => {
      broken = true
      setLine('lost')
      // A browser tries again by itself after a break, but not after an answer that is no stream.
      if (stream.readyState === EventSource.CLOSED) later = setTimeout(connect, 5000)
    }
    const heard = (event: MessageEvent<string>) => {
      const change = JSON.parse(event.data) as Change
      const tables = Object.keys(change.tables)
      // A change of very much, such as an import, says not of what.
      if (tables.length === 0) return everything()
      for (const hear of hearers) hear(change)
      for (const table of tables) changed.add(table)
      // Many changes come in one breath, from an import or a paste; they are read once.
      soon ??= setTimeout(readAgain, 300)
    }
    function connect() {
      stream = new EventSource(`/api/projects/${project}/live`)
      stream.addEventListener('open', opened)
      stream.addEventListener('error', lost)
      stream.addEventListener('change', heard)
      stream.addEventListener('task', () => refresh(cache, ['files.task']))
    }

    connect()
    return () => {
      clearTimeout(soon)
      clearTimeout(later)
      stream.close()
    }
  }, [project, cache, follows])

  return line
}
