import { Button, Select } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { IconArrowBackUp, IconTrashOff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useAccess, useProject } from '~/api/access'
import { call, type Item } from '~/api/call'
import { useRead, useWrite } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { whyNot } from '~/lib/rights'
import { ActButton } from '~/ui/ActButton'
import { Back } from '~/ui/Back'
import { type Column, DataTable } from '~/ui/DataTable'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { say, sayWrong } from '~/ui/toast'
import { useAsked } from '../entries/asked'
import { labelOf } from '../entries/label'
import { useNames } from '../names'
import { everything, needsFor } from '../restoring'
import { tables } from '../words/tables'

type Deleted = Item<'audit.deleted.list'>

/** DeletedPage lists rows that were deleted and are not back, and brings them back. */
export default function DeletedPage() {
  const path = { project: useProject() }
  const [{ table }, ask] = useAsked()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['audit.deleted', 'audit.deleted.list', { path, table }, 'pages'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ signal, pageParam }) =>
      call('audit.deleted.list', { path, query: { table, limit: 50, before: pageParam }, signal }),
    getNextPageParam: (last) => last.next,
  })
  const rows = data?.pages.flatMap(({ items }) => items)
  const names = useNames(rows ?? [])
  const { data: people } = useRead('accounts.person.list', { path })
  const columns: Column<Deleted>[] = [
    {
      key: 'label',
      title: m.audit_deleted_row(),
      show: (one) => (
        <Link to={`/projects/${path.project}/history`} search={{ table: one.table, row: one.row } as never}>
          {labelOf(one, names)}
        </Link>
      ),
    },
    {
      key: 'who',
      title: m.audit_deleted_by(),
      show: ({ person }) => people?.items.find(({ id }) => id === person)?.name ?? m.audit_somebody(),
    },
    { key: 'at', title: m.audit_deleted_at(), show: ({ at }) => formatMoment(at) },
    {
      key: 'back',
      title: m.audit_restore_row(),
      hidden: true,
      align: 'right',
      width: '150px',
      show: (one) => <PutBack deleted={one} />,
    },
  ]
  return (
    <Page>
      <PageHeader
        above={<Back to={`/projects/${path.project}/history`}>{m.audit_back()}</Back>}
        title={m.audit_deleted()}
        under={m.audit_deleted_about()}
        acts={
          <Select
            aria-label={m.audit_filter_table()}
            placeholder={m.audit_deleted_all()}
            data={Object.entries(tables).map(([value, { many }]) => ({ value, label: many() }))}
            value={table ?? null}
            onChange={(value) => ask({ table: value })}
            clearable
            clearButtonProps={{ 'aria-label': m.ui_clear() }}
            searchable
            nothingFoundMessage={m.ui_nothing_found()}
            comboboxProps={{ transitionProps: { duration: 0 } }}
          />
        }
      />
      {error && !rows ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !rows ? (
        <Lines count={6} />
      ) : rows.length === 0 ? (
        <EmptyState icon={IconTrashOff} title={m.audit_deleted_none()} />
      ) : (
        <Panel>
          <DataTable
            caption={m.audit_deleted()}
            columns={columns}
            rows={rows}
            rowKey={({ seq }) => String(seq)}
          />
        </Panel>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.audit_more()}
        </Button>
      )}
    </Page>
  )
}

function PutBack({ deleted: { table, row, version } }: { deleted: Deleted }) {
  const project = useProject()
  const restore = useWrite('audit.version.restore', {
    touches: everything,
    onDone: () => say(m.audit_restored()),
  })
  return (
    <ActButton
      why={whyNot(useAccess(), needsFor(table))}
      size="compact-md"
      variant="default"
      leftSection={<IconArrowBackUp size={16} aria-hidden />}
      loading={restore.isPending}
      onClick={() =>
        restore.mutate({ path: { project }, body: { table, row, version } }, { onError: sayWrong })
      }
    >
      {m.audit_restore()}
    </ActButton>
  )
}
