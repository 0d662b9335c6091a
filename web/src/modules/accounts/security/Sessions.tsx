import { Button } from '@mantine/core'
import type { Item } from '~/api/call'
import { useRead, useWrite } from '~/api/query'
import { formatAgo, formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { type Column, DataTable } from '~/ui/DataTable'
import { ErrorState } from '~/ui/ErrorState'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import { say, sayWrong } from '~/ui/toast'
import { deviceName } from './device'
import css from './security.module.css'

type Session = Item<'accounts.session.list'>

/** Sessions lists where one is signed in, and ends those one does not want. */
export function Sessions() {
  const { data, error, refetch } = useRead('accounts.session.list')
  const end = useWrite('accounts.session.end', {
    touches: ['accounts.event'],
    onDone: () => say(m.accounts_session_ended()),
  })
  const others = useWrite('accounts.session.end_others', {
    touches: ['accounts.event'],
    onDone: () => say(m.accounts_sessions_ended()),
  })
  const columns: Column<Session>[] = [
    {
      key: 'agent',
      title: m.accounts_session_device(),
      show: (session) => (
        <span title={session.agent}>
          {deviceName(session.agent)}{' '}
          {session.current && <span className={css.badge}>{m.accounts_session_current()}</span>}
        </span>
      ),
    },
    { key: 'address', title: m.accounts_session_address(), show: ({ address }) => address },
    { key: 'opened', title: m.accounts_session_opened(), show: ({ opened_at }) => formatMoment(opened_at) },
    { key: 'used', title: m.accounts_session_used(), show: ({ used_at }) => formatAgo(used_at) },
    {
      key: 'acts',
      title: m.accounts_actions(),
      hidden: true,
      align: 'right',
      show: ({ id, current, agent }) =>
        !current && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${m.accounts_session_end()}: ${deviceName(agent)}`}
            loading={end.isPending && end.variables.path.session === id}
            onClick={() => end.mutate({ path: { session: id } }, { onError: sayWrong })}
          >
            {m.accounts_session_end()}
          </Button>
        ),
    },
  ]
  return (
    <Panel
      title={m.accounts_sessions()}
      under={m.accounts_sessions_about()}
      acts={
        data &&
        data.items.length > 1 && (
          <Button
            variant="default"
            loading={others.isPending}
            onClick={() => others.mutate({}, { onError: sayWrong })}
          >
            {m.accounts_sessions_end()}
          </Button>
        )
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : data ? (
        <DataTable
          caption={m.accounts_sessions()}
          columns={columns}
          rows={data.items}
          rowKey={({ id }) => id}
        />
      ) : (
        <Lines count={3} />
      )}
    </Panel>
  )
}
