import { Button, Select } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { IconArrowBackUp, IconHistory, IconTable } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAccess, useProject, useWhyNot } from '~/api/access'
import type { Item } from '~/api/call'
import { usePages, useRead } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { can } from '~/lib/rights'
import { ActButton } from '~/ui/ActButton'
import { Back } from '~/ui/Back'
import { type Column, DataTable } from '~/ui/DataTable'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { MomentBar } from '~/ui/moment/MomentBar'
import moments from '~/ui/moment/moment.module.css'
import { RestoreSheet } from '~/ui/moment/RestoreSheet'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { useCompared } from '../differences/asked'
import { labelOf } from '../entries/label'
import { sentWith, useNames } from '../names'
import { needsFor } from '../restoring'
import { actionWords } from '../words/actions'
import { tables } from '../words/tables'
import { gridOf } from './grids'
import { fieldsOf } from './images'
import { Standing } from './Standing'

type Stood = Item<'audit.moment.list'>

/** MomentPage shows rows of any kind as they stood at a moment. */
export default function MomentPage() {
  const path = { project: useProject() }
  const access = useAccess()
  const navigate = useNavigate()
  const [{ table, from: at }, look] = useCompared(0)
  const why = useWhyNot(needsFor(table))
  const [restoring, setRestoring] = useState(false)
  const seen = Object.entries(tables).filter(([, { area }]) => can(access, `${area}.view`))
  const name = upper(tables[table]?.many() ?? table)
  const grid = gridOf(table)
  return (
    <Page>
      <PageHeader
        above={<Back to={`/projects/${path.project}/history`}>{m.audit_back()}</Back>}
        title={m.moment_go()}
        under={m.audit_moment_about()}
        acts={
          <Select
            aria-label={m.audit_compare_table()}
            data={seen.map(([value, { many }]) => ({ value, label: upper(many()) }))}
            value={table}
            allowDeselect={false}
            searchable
            nothingFoundMessage={m.ui_nothing_found()}
            onChange={(next) => next && look({ table: next })}
            comboboxProps={{ transitionProps: { duration: 0 } }}
          />
        }
      />
      <div className={moments.frame}>
        <MomentBar
          table={table}
          name={name}
          at={at}
          onAt={(to) =>
            to ? look({ from: to }) : void navigate({ to: `/projects/${path.project}/history` })
          }
        >
          {grid && (
            <Button
              component={Link}
              variant="default"
              to={`/projects/${path.project}/registers/${grid}`}
              search={{ at } as never}
              leftSection={<IconTable size={16} aria-hidden />}
            >
              {m.audit_moment_grid()}
            </Button>
          )}
          <ActButton
            why={why}
            variant="default"
            leftSection={<IconArrowBackUp size={16} aria-hidden />}
            onClick={() => setRestoring(true)}
          >
            {m.moment_restore()}
          </ActButton>
        </MomentBar>
        <Stood key={`${table} ${at}`} table={table} at={at} />
      </div>
      {restoring && <RestoreSheet table={table} at={at} onClose={() => setRestoring(false)} />}
    </Page>
  )
}

const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** Stood are the rows, each with its fields on asking. */
function Stood({ table, at }: { table: string; at: string }) {
  const path = { project: useProject(), table }
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'audit.moment.list',
    { path, query: { at, limit: 50 } },
  )
  const { data: people } = useRead('accounts.person.list', { path })
  const rows = data?.pages.flatMap(({ items }) => items)
  const names = useNames(
    (rows ?? []).map((row) => ({ table, fields: fieldsOf(row.image) })),
    sentWith(data?.pages),
  )
  if (error && !rows) return <ErrorState error={error} onRetry={refetch} />
  if (!rows) return <Lines count={8} />
  if (rows.length === 0) return <EmptyState icon={IconHistory} title={m.moment_empty()} />
  const columns: Column<Stood>[] = [
    {
      key: 'row',
      title: m.audit_moment_row(),
      show: ({ row, label, image }) => (
        <Standing
          label={labelOf({ table, label, fields: fieldsOf(image) }, names)}
          to={`/projects/${path.project}/history?table=${table}&row=${row}`}
          image={image}
          names={names}
        />
      ),
    },
    {
      key: 'by',
      title: m.audit_moment_by(),
      show: ({ person, action }) =>
        `${people?.items.find(({ id }) => id === person)?.name ?? m.audit_somebody()} ${actionWords(action)}`,
    },
    { key: 'at', title: m.audit_moment_left(), show: ({ at: left }) => formatMoment(left) },
  ]
  return (
    <Panel>
      <DataTable caption={m.moment_go()} columns={columns} rows={rows} rowKey={({ row }) => row} />
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.audit_more()}
        </Button>
      )}
    </Panel>
  )
}
