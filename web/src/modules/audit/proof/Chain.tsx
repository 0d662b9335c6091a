import { Button } from '@mantine/core'
import { useProject } from '~/api/access'
import type { Item } from '~/api/call'
import { usePages } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { type Column, DataTable } from '~/ui/DataTable'
import { ErrorState } from '~/ui/ErrorState'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'

const columns: Column<Item<'audit.seal.list'>>[] = [
  { key: 'n', title: m.proof_n(), show: ({ n }) => formatNumber(n), width: '90px' },
  { key: 'at', title: m.proof_made(), show: ({ made_at }) => formatMoment(made_at) },
  {
    key: 'versions',
    title: m.proof_versions(),
    show: ({ versions }) => formatNumber(versions),
    align: 'right',
  },
  {
    key: 'entries',
    title: m.proof_entries(),
    show: ({ entries }) => formatNumber(entries),
    align: 'right',
  },
  { key: 'hash', title: m.proof_sum(), show: ({ hash }) => <code>{hash.slice(0, 16)}…</code> },
]

/** Chain lists the seals, newest first. */
export function Chain() {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'audit.seal.list',
    { path: { project: useProject() }, query: { limit: 20 } },
  )
  const seals = data?.pages.flatMap(({ items }) => items)
  return (
    <Panel title={m.proof_chain()}>
      {error && !seals ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !seals ? (
        <Lines count={4} />
      ) : (
        <DataTable caption={m.proof_chain()} columns={columns} rows={seals} rowKey={({ n }) => String(n)} />
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.proof_more()}
        </Button>
      )}
    </Panel>
  )
}
