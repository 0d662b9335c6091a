import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useProject } from '~/api/access'
import { call } from '~/api/call'
import type { Row } from '../limit'

/** Show is which rows are listed: one's own, those that are late, or all on which work is left. */
export type Show = 'mine' | 'late' | 'open'

/** shows are the lists, in the order they are offered. */
export const shows: Show[] = ['mine', 'late', 'open']

const operations = { mine: 'registers.row.mine', late: 'registers.row.late', open: 'registers.row.list' }
const left = ['not_started', 'ready', 'in_progress', 'failed', 'blocked']

/** isShow tells whether a word in the address is one of the lists. */
export const isShow = (word: unknown): word is Show => shows.includes(word as Show)

/** useTests reads the rows that are to be tested, the soonest first, a page at a time. */
export function useTests(show: Show, q: string) {
  const project = useProject()
  const id = operations[show] as 'registers.row.list'
  const query = {
    q,
    sort: 'planned_on,no',
    limit: 50,
    count: true,
    ...(show === 'open' ? { filter: JSON.stringify([{ field: 'status', op: 'in', value: left }]) } : {}),
  }
  const pages = useInfiniteQuery({
    queryKey: ['registers.row', id, { path: { project }, query }, 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      call(id, { path: { project }, query: { ...query, after: pageParam }, signal }),
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })
  const rows: Row[] | undefined = pages.data?.pages.flatMap(({ items }) => items)
  return { ...pages, rows, total: pages.data?.pages[0]?.total }
}
