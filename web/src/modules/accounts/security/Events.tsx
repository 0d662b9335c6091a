import { Button } from '@mantine/core'
import type { Item } from '~/api/call'
import { usePages } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { type Column, DataTable } from '~/ui/DataTable'
import { ErrorState } from '~/ui/ErrorState'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import { eventWords } from './eventWords'

type Event = Item<'accounts.event.list'>

/** Events lists what was done to one's account, and from where. */
export function Events() {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    usePages('accounts.event.list')
  const columns: Column<Event>[] = [
    {
      key: 'action',
      title: m.accounts_event(),
      show: ({ action, reason }) => (reason ? `${eventWords(action)}: ${reason}` : eventWords(action)),
    },
    { key: 'at', title: m.accounts_event_at(), show: ({ at }) => formatMoment(at) },
    { key: 'address', title: m.accounts_session_address(), show: ({ address }) => address },
  ]
  return (
    <Panel title={m.accounts_events()} under={m.accounts_events_about()}>
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={4} />
      ) : (
        <DataTable
          caption={m.accounts_events()}
          columns={columns}
          rows={data.pages.flatMap(({ items }) => items)}
          rowKey={({ id }) => id}
        />
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.accounts_events_more()}
        </Button>
      )}
    </Panel>
  )
}
