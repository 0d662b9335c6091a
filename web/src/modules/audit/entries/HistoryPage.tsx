import { Button } from '@mantine/core'
import {
  IconArrowsDiff,
  IconClock,
  IconHistory,
  IconRosetteDiscountCheck,
  IconTrash,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { usePages } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { sentWith, useNames } from '../names'
import { RowHistory } from '../row/RowHistory'
import { nothing, queryOf, useAsked } from './asked'
import { byDay, dayName } from './days'
import { Entry, foremost } from './Entry'
import { Export } from './Export'
import css from './entries.module.css'
import { Filters } from './Filters'
import { shownOf } from './label'

/** HistoryPage is what was done on the project, or what became of one row of it. */
export default function HistoryPage() {
  const [{ table, row }] = useAsked()
  return table && row ? <RowHistory key={row} table={table} row={row} /> : <Timeline />
}

function Timeline() {
  const project = useProject()
  const [asked, ask] = useAsked()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'audit.entry.list',
    {
      path: { project },
      query: queryOf(asked),
    },
  )
  const entries = data?.pages.flatMap(({ items }) => items)
  const names = useNames(
    entries?.flatMap(({ changes }) => foremost(changes).map(shownOf)) ?? [],
    sentWith(data?.pages),
  )
  const narrowed = Object.keys(asked).length > 0
  return (
    <Page>
      <PageHeader
        title={m.audit_title()}
        under={m.audit_about()}
        acts={
          <>
            {[
              { to: 'moment', label: m.moment_go(), icon: IconClock },
              { to: 'compare', label: m.audit_compare_short(), icon: IconArrowsDiff },
              { to: 'proof', label: m.proof_link(), icon: IconRosetteDiscountCheck },
              { to: 'deleted', label: m.audit_deleted(), icon: IconTrash },
            ].map(({ to, label, icon: Mark }) => (
              <Button
                key={to}
                component={Link}
                variant="default"
                to={`/projects/${project}/history/${to}`}
                leftSection={<Mark size={16} aria-hidden />}
              >
                {label}
              </Button>
            ))}
            <Export asked={asked} />
          </>
        }
      />
      <Filters />
      {error && !entries ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !entries ? (
        <Lines count={12} />
      ) : entries.length === 0 ? (
        <EmptyState
          icon={IconHistory}
          title={narrowed ? m.audit_none_found() : m.audit_none()}
          acts={
            narrowed && (
              <Button variant="default" onClick={() => ask(nothing)}>
                {m.audit_clear()}
              </Button>
            )
          }
        />
      ) : (
        byDay(entries).map(({ day, items }) => (
          <section key={day} className={css.day} aria-labelledby={`day-${day}`}>
            <h2 id={`day-${day}`}>{dayName(day)}</h2>
            <ol>
              {items.map((entry) => (
                <Entry key={entry.id} entry={entry} names={names} />
              ))}
            </ol>
          </section>
        ))
      )}
      {hasNextPage && (
        <Button
          variant="default"
          className={css.more}
          loading={isFetchingNextPage}
          onClick={() => fetchNextPage()}
        >
          {m.audit_more()}
        </Button>
      )}
    </Page>
  )
}
