import {
  infiniteQueryOptions,
  type QueryClient,
  type QueryKey,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  useSuspenseQuery,
} from '@tanstack/react-query'
import {
  type Answer,
  type Args,
  call,
  type OperationId,
  type Options,
  type ReadId,
  type WriteId,
} from './call'
import type { Problem } from './problem'
import { isWhole, readWhole } from './whole'

/** thingOf is the thing that an operation is about: `registers.row` of `registers.row.list`. */
export const thingOf = (id: string): string => id.split('.').slice(0, 2).join('.')

/** reading describes a read for the query cache; its key begins with the thing it is about. */
export function reading<Id extends ReadId>(id: Id, ...args: Args<Id>) {
  const options = args[0] ?? {}
  return queryOptions<Answer<Id>, Problem>({
    queryKey: [thingOf(id), id, options] as QueryKey,
    queryFn: ({ signal }) => {
      const ask = call as Loose<Id>
      if (!isWhole(id)) return ask(id, { ...options, signal })
      const { query } = options as { query?: object }
      return readWhole((after) => ask(id, { ...options, query: { ...query, after }, signal })) as Promise<
        Answer<Id>
      >
    },
  })
}

type Loose<Id extends OperationId> = (id: Id, options: unknown) => Promise<Answer<Id>>

/** useRead keeps the answer of a read, and asks again when what it is about changes. */
export const useRead = <Id extends ReadId>(id: Id, ...args: Args<Id>) => useQuery(reading(id, ...args))

/** useReady is useRead for what the page cannot be drawn without. */
export const useReady = <Id extends ReadId>(id: Id, ...args: Args<Id>) =>
  useSuspenseQuery(reading(id, ...args))

/** usePages reads a list page by page, following the cursor that each answer ends with. */
export function usePages<Id extends ReadId>(id: Id, ...args: Args<Id>) {
  const options = (args[0] ?? {}) as { query?: object }
  return useInfiniteQuery(
    infiniteQueryOptions<Answer<Id>, Problem, { pages: Answer<Id>[] }, QueryKey, string | undefined>({
      queryKey: [thingOf(id), id, options, 'pages'],
      initialPageParam: undefined,
      queryFn: ({ signal, pageParam }) =>
        (call as Loose<Id>)(id, { ...options, query: { ...options.query, after: pageParam }, signal }),
      getNextPageParam: (last) => (last as { next?: string } | undefined)?.next || undefined,
    }),
  )
}

/** refresh asks again for everything that is about one of the things. */
export function refresh(cache: QueryClient, things: Iterable<string>) {
  const wanted = new Set(things)
  return cache.invalidateQueries({ predicate: ({ queryKey }) => wanted.has(String(queryKey[0])) })
}

/** useWrite makes a change; what the change is about, and what else it touches, is then read again. */
export function useWrite<Id extends WriteId>(
  id: Id,
  settings: { touches?: string[]; onDone?: (answer: Answer<Id>, sent: Options<Id>) => unknown } = {},
) {
  const cache = useQueryClient()
  return useMutation<Answer<Id>, Problem, Options<Id>>({
    mutationFn: (options) => (call as Loose<Id>)(id, options),
    onSuccess: async (answer, sent) => {
      await refresh(cache, [thingOf(id), ...(settings.touches ?? [])])
      await settings.onDone?.(answer, sent)
    },
  })
}
