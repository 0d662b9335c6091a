import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { usePages } from '~/api/query'
import { formatDate } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { DataTable } from '~/ui/DataTable'
import { ErrorState } from '~/ui/ErrorState'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import { StatusChip } from '~/ui/StatusChip'
import { type Gate, rowTitle } from '../words'

/** OutOfOrder lists rows that were tested while rows of an earlier milestone of their system were open. */
export function OutOfOrder({ milestones }: { milestones: Gate[] }) {
  const project = useProject()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'gates.order.list',
    {
      path: { project },
    },
  )
  const rows = data?.pages.flatMap(({ items }) => items)
  const numbers = new Map(data?.pages.flatMap((page) => Object.entries(page.rows)))
  const code = (id: string) => milestones.find((one) => one.id === id)?.code ?? ''
  return (
    <Panel title={m.gates_out_of_order()} under={m.gates_out_of_order_about()}>
      {error && !rows ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !rows ? (
        <Lines count={4} />
      ) : rows.length === 0 ? (
        <p className="muted">{m.gates_out_of_order_none()}</p>
      ) : (
        <DataTable
          caption={m.gates_out_of_order()}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'row',
              title: m.gates_row(),
              show: (row) => <Link to={`/projects/${project}/tests/${row.id}`}>{rowTitle(row)}</Link>,
            },
            {
              key: 'system',
              title: m.gates_system(),
              show: (row) => <span className="figures">{row.tag}</span>,
              width: '110px',
            },
            { key: 'gate', title: m.gates_milestone(), show: (row) => code(row.milestone), width: '90px' },
            {
              key: 'done',
              title: m.gates_tested_on(),
              show: (row) => formatDate(row.done_on),
              width: '120px',
            },
            {
              key: 'open',
              title: m.gates_open_then(),
              show: (row) => (
                <span className="figures">
                  {row.open.map((id) => numbers.get(id)).join(', ')}
                  {row.open_rows > row.open.length && ' …'}
                </span>
              ),
              width: '150px',
            },
            {
              key: 'status',
              title: m.gates_status(),
              show: (row) => <StatusChip status={row.status} />,
              width: '190px',
            },
          ]}
        />
      )}
      {hasNextPage && (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.gates_more()}
        </Button>
      )}
    </Panel>
  )
}
