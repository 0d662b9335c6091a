import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useProject } from '~/api/access'
import { addressOf, call } from '~/api/call'
import { problemOf } from '~/api/problem'
import { headersFor } from '~/api/send'
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

/** download hands the entries of a list to the reader as a file, in their language. */
export async function download(project: string, asked: Asked, format: 'xlsx' | 'csv') {
  const [method, address] = addressOf('issues.entry.export', {
    path: { project },
    query: { ...asked, sort: '', format },
  })
  const answer = await fetch(address, { method, credentials: 'same-origin', headers: headersFor(method) })
  if (!answer.ok) throw await problemOf(answer)
  const place = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = place
  link.download = `cx-log.${format}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(place), 1000)
}
