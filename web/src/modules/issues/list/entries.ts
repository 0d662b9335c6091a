import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useProject } from '~/api/access'
import { addressOf, call } from '~/api/call'
import { download } from '~/api/download'
import type { Entry } from '../words'
import type { Asked } from './asked'

/** useEntries reads the entries of a list, a page at a time. */
export function useEntries(asked: Asked) {
  const project = useProject()
  const query = { ...asked, limit: 50, count: true }
  const pages = useInfiniteQuery({
    queryKey: ['issues.entry', 'issues.entry.list', { path: { project }, query }, 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      call('issues.entry.list', { path: { project }, query: { ...query, after: pageParam }, signal }),
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })
  const entries: Entry[] | undefined = pages.data?.pages.flatMap(({ items }) => items)
  return { ...pages, entries, total: pages.data?.pages[0]?.total }
}

/** downloadEntries hands the entries of a list to the reader as a file, in their language. */
export const downloadEntries = (project: string, asked: Asked, format: 'xlsx' | 'csv') =>
  download(addressOf('issues.entry.export', { path: { project }, query: { ...asked, sort: '', format } })[1])
