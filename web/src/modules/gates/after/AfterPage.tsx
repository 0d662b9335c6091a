import { Button, SegmentedControl, Select } from '@mantine/core'
import '@mantine/core/styles/SegmentedControl.layer.css'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { IconCalendarRepeat, IconRowInsertBottom } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { usePages, useRead } from '~/api/query'
import { formatDate, today } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { DataTable } from '~/ui/DataTable'
import { Dialog } from '~/ui/Dialog'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { StatusChip } from '~/ui/StatusChip'
import { type After, type Kind, kinds, rowTitle } from '../words'
import css from './after.module.css'
import { PlanForm } from './PlanForm'
import { RecurrenceForm } from './RecurrenceForm'

const isKind = (value: unknown): value is Kind => typeof value === 'string' && value in kinds

/** AfterPage lists what comes after the handover: seasonal tests, inspections, warranties, training, and what comes again. */
export default function AfterPage() {
  const project = useProject()
  const asked = useSearch({ strict: false }) as { kind?: unknown; all?: unknown }
  const kind = isKind(asked.kind) ? asked.kind : undefined
  const open = asked.all !== 'true'
  const navigate = useNavigate()
  const go = (next: { kind?: string | null; open?: boolean }) => {
    const to = { kind, open, ...next }
    navigate({
      to: '.',
      search: { ...(to.kind ? { kind: to.kind } : {}), ...(to.open ? {} : { all: 'true' }) } as never,
      replace: true,
    })
  }
  const [planning, setPlanning] = useState(false)
  const [changing, setChanging] = useState<After>()
  const whyMake = useWhyNot('registers.create')
  const whyChange = useWhyNot(['registers.edit_all', 'registers.edit_own'])
  const { data: companies } = useRead('projects.company.list', { path: { project } })
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'gates.after.list',
    {
      path: { project },
      query: { kind, open },
    },
  )
  const rows = data?.pages.flatMap(({ items }) => items)
  const handover = data?.pages[0]?.handover_on
  const plan = (
    <ActButton
      why={whyMake}
      leftSection={<IconRowInsertBottom size={18} aria-hidden />}
      onClick={() => setPlanning(true)}
    >
      {m.gates_plan()}
    </ActButton>
  )
  return (
    <Page>
      <PageHeader
        title={m.gates_after_title()}
        under={handover ? m.gates_handover_on({ day: formatDate(handover) }) : m.gates_after_about()}
        acts={plan}
      />
      <div className={css.tools}>
        <SegmentedControl
          aria-label={m.gates_which()}
          value={open ? 'open' : 'all'}
          onChange={(value) => go({ open: value === 'open' })}
          data={[
            { value: 'open', label: m.gates_which_open() },
            { value: 'all', label: m.gates_which_all() },
          ]}
        />
        <Select
          aria-label={m.gates_kind()}
          placeholder={m.gates_kind()}
          data={(Object.keys(kinds) as Kind[]).map((value) => ({ value, label: kinds[value]() }))}
          value={kind ?? null}
          onChange={(value) => go({ kind: value })}
          clearable
          clearButtonProps={{ 'aria-label': m.ui_clear() }}
          comboboxProps={{ transitionProps: { duration: 0 } }}
        />
      </div>
      {error && !rows ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !rows ? (
        <Lines count={8} />
      ) : rows.length === 0 ? (
        <EmptyState icon={IconCalendarRepeat} title={m.gates_after_none()} acts={plan}>
          {m.gates_after_none_about()}
        </EmptyState>
      ) : (
        <DataTable
          caption={m.gates_after_title()}
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
              show: ({ tag }) => <span className="figures">{tag}</span>,
              width: '110px',
            },
            {
              key: 'planned',
              title: m.gates_planned(),
              show: ({ planned_on, done_on, status }) => (
                <span
                  data-late={
                    (!done_on && status !== 'not_applicable' && (planned_on ?? '') < today()) || undefined
                  }
                  className={css.planned}
                >
                  {formatDate(planned_on)}
                </span>
              ),
              width: '120px',
            },
            {
              key: 'kind',
              title: m.gates_kind(),
              show: ({ kind, months }) => (
                <>
                  {isKind(kind) ? kinds[kind]() : ''}
                  {months !== null && (
                    <span className="muted"> {m.gates_every({ months: String(months) })}</span>
                  )}
                </>
              ),
              width: '190px',
            },
            {
              key: 'company',
              title: m.gates_responsible(),
              show: ({ company }) => companies?.items.find(({ id }) => id === company)?.name ?? '',
            },
            {
              key: 'status',
              title: m.gates_status(),
              show: ({ status }) => <StatusChip status={status} />,
              width: '170px',
            },
            {
              key: 'act',
              title: m.gates_recurrence(),
              hidden: true,
              show: (row) => (
                <ActButton
                  why={whyChange}
                  variant="subtle"
                  leftSection={<IconCalendarRepeat size={18} aria-hidden />}
                  onClick={() => setChanging(row)}
                >
                  {m.gates_recurrence()}
                </ActButton>
              ),
              width: '150px',
            },
          ]}
        />
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.gates_more()}
        </Button>
      )}
      {planning && (
        <Dialog title={m.gates_plan()} onClose={() => setPlanning(false)}>
          <PlanForm onDone={() => setPlanning(false)} />
        </Dialog>
      )}
      {changing && (
        <Dialog
          title={`${m.gates_recurrence()} · ${rowTitle(changing)}`}
          onClose={() => setChanging(undefined)}
        >
          <RecurrenceForm row={changing} onDone={() => setChanging(undefined)} />
        </Dialog>
      )}
    </Page>
  )
}
