import { Button } from '@mantine/core'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useCan, useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { type Column, DataTable } from '~/ui/DataTable'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import css from './import.module.css'
import { type Import, outcomes, outcomeWords, stateWords, thingWord, totals } from './importWords'
import { UndoImport } from './UndoImport'

/** ImportsPage lists the files that have been brought in, and what came of each. */
export default function ImportsPage() {
  const path = { project: useProject() }
  const { data, error, refetch } = useRead('registers.import.list', { path })
  const { data: people } = useRead('accounts.person.list', { path })
  const mayStart = useCan('registers.create')
  const start = mayStart && (
    <Button
      component={Link}
      to={`/projects/${path.project}/imports/new`}
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      {m.registers_import_new()}
    </Button>
  )
  const columns: Column<Import>[] = [
    {
      key: 'name',
      title: m.registers_import_file(),
      show: ({ id, name, format, thing }) => (
        <span className={css.name}>
          <Link to={`/projects/${path.project}/imports/${id}`}>{name}</Link>
          <small className="muted">
            {format === 'cobie' ? m.registers_import_cobie() : thing && thingWord(thing)}
          </small>
        </span>
      ),
    },
    { key: 'state', title: m.registers_import_state(), show: ({ state }) => <State state={state} /> },
    {
      key: 'counts',
      title: m.registers_import_rows(),
      show: ({ counts }) => {
        const sum = totals(counts)
        return outcomes
          .flatMap((outcome) =>
            sum[outcome] > 0
              ? [`${formatNumber(sum[outcome])} ${outcomeWords[outcome]().toLowerCase()}`]
              : [],
          )
          .join(' · ')
      },
    },
    {
      key: 'person',
      title: m.registers_import_who(),
      show: ({ person }) => people?.items.find(({ id }) => id === person)?.name,
    },
    { key: 'at', title: m.registers_import_when(), show: ({ created_at }) => formatMoment(created_at) },
    {
      key: 'acts',
      title: m.registers_import_acts(),
      hidden: true,
      align: 'right',
      show: (one) => <UndoImport of={one} brief />,
    },
  ]
  return (
    <Page>
      <PageHeader
        title={m.registers_nav_imports()}
        under={m.registers_imports_about()}
        acts={data && data.items.length > 0 && start}
      />
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={6} />
      ) : data.items.length === 0 ? (
        <EmptyState icon={IconFileImport} title={m.registers_imports_empty()} acts={start}>
          {m.registers_imports_empty_about()}
        </EmptyState>
      ) : (
        <Panel>
          <DataTable
            caption={m.registers_nav_imports()}
            columns={columns}
            rows={data.items}
            rowKey={({ id }) => id}
          />
        </Panel>
      )}
    </Page>
  )
}

/** State is the state of an import in a word. */
function State({ state }: { state: Import['state'] }) {
  return (
    <span className={css.state} data-state={state}>
      {stateWords[state]()}
    </span>
  )
}
