import { Button } from '@mantine/core'
import { IconArrowBackUp, IconTrashOff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAccess, useProject } from '~/api/access'
import { call, type Item } from '~/api/call'
import { useRead } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { whyNot } from '~/lib/rights'
import { ActButton } from '~/ui/ActButton'
import { Back } from '~/ui/Back'
import { type Column, DataTable } from '~/ui/DataTable'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Restoring } from '~/ui/moment/RestoreSheet'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import differences from '../differences/differences.module.css'
import { labelOf } from '../entries/label'
import { sentWith, useNames } from '../names'
import { needsFor } from '../restoring'
import { questionOf, useSought } from './asked'
import { TrashFilters } from './TrashFilters'

type Deleted = Item<'audit.deleted.list'>

/** DeletedPage lists rows that were deleted and are not back, and brings them back, one or many. */
export default function DeletedPage() {
  const path = { project: useProject() }
  const access = useAccess()
  const [sought] = useSought()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['audit.deleted', 'audit.deleted.list', { path, sought }, 'pages'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ signal, pageParam }) =>
      call('audit.deleted.list', { path, query: { ...questionOf(sought), before: pageParam }, signal }),
    getNextPageParam: (last) => last.next,
  })
  const rows = data?.pages.flatMap(({ items }) => items)
  const names = useNames(rows ?? [], sentWith(data?.pages))
  const { data: people } = useRead('accounts.person.list', { path })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [bringing, setBringing] = useState<readonly Deleted[]>()
  const why = ({ table }: Deleted) => whyNot(access, needsFor(table))
  const turn = (row: string) => {
    const next = new Set(chosen)
    if (!next.delete(row)) next.add(row)
    setChosen(next)
  }
  const columns: Column<Deleted>[] = [
    {
      key: 'label',
      title: m.audit_deleted_row(),
      show: (one) => (
        <span className={differences.named}>
          <label className={differences.choose}>
            <input
              type="checkbox"
              aria-label={m.audit_trash_choose({ name: labelOf(one, names) })}
              title={why(one)}
              disabled={why(one) !== undefined}
              checked={chosen.has(one.row)}
              onChange={() => turn(one.row)}
            />
          </label>
          <Link to={`/projects/${path.project}/history`} search={{ table: one.table, row: one.row } as never}>
            {labelOf(one, names)}
          </Link>
        </span>
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
      show: (one) => (
        <ActButton
          why={why(one)}
          size="compact-md"
          variant="default"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          onClick={() => setBringing([one])}
        >
          {m.audit_restore()}
        </ActButton>
      ),
    },
  ]
  const some = (rows ?? []).filter(({ row }) => chosen.has(row))
  return (
    <Page>
      <PageHeader
        above={<Back to={`/projects/${path.project}/history`}>{m.audit_back()}</Back>}
        title={m.audit_deleted()}
        under={m.audit_deleted_about()}
        acts={
          <Button
            disabled={some.length === 0}
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={() => setBringing(some)}
          >
            {m.audit_trash_chosen()}
          </Button>
        }
      />
      <TrashFilters />
      {error && !rows ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !rows ? (
        <Lines count={6} />
      ) : rows.length === 0 ? (
        <EmptyState
          icon={IconTrashOff}
          title={Object.keys(sought).length > 0 ? m.audit_trash_none_found() : m.audit_deleted_none()}
        />
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
      {bringing && (
        <Restoring
          title={m.audit_trash_back()}
          about={m.audit_trash_reason_about()}
          send={(asked) =>
            call('audit.deleted.restore', {
              path,
              body: { rows: bringing.map(({ table, row }) => ({ table, row })), ...asked },
            })
          }
          onClose={() => setBringing(undefined)}
          onDone={() => setChosen(new Set())}
        />
      )}
    </Page>
  )
}
