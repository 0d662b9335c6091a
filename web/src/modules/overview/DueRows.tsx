import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCan, useProject } from '~/api/access'
import type { Item } from '~/api/call'
import { reading, useRead } from '~/api/query'
import { today } from '~/lib/date'
import { language } from '~/lib/locale'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ErrorState } from '~/ui/ErrorState'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import { StatusChip } from '~/ui/StatusChip'
import { isLate, isSoon, lateness, type To } from './links'
import css from './overview.module.css'
import { filtered, usePart, useToRows } from './part'

type Row = Item<'registers.row.list'>

const few = { limit: 7, sort: 'planned_on,no' }

/** NextRows are the open rows of one's own that come first. */
export function NextRows() {
  const path = { project: useProject() }
  const mayTest = useCan('tests.view')
  const part = usePart()
  const { data, error, refetch } = useRead('registers.row.mine', {
    path,
    query: { ...few, ...filtered(part) },
  })
  return (
    <Panel
      title={m.overview_next()}
      acts={
        mayTest &&
        data &&
        data.items.length > 0 && <Link to={`/projects/${path.project}/tests`}>{m.overview_next_all()}</Link>
      }
    >
      <Rows rows={data?.items} error={error} onRetry={refetch} none={m.overview_next_none()} />
    </Panel>
  )
}

/** LateRows are the rows that should have been done first of all. */
export function LateRows({ late }: { late: number }) {
  const path = { project: useProject() }
  const toRows = useToRows()
  const query = { ...few, ...filtered(usePart()) }
  const { data, error, refetch } = useRead('registers.row.late', { path, query })
  return (
    <Panel
      title={m.overview_late_rows()}
      acts={
        late > 0 && (
          <Link {...toRows(...isLate(today()))}>{m.overview_late_all({ count: formatNumber(late) })}</Link>
        )
      }
    >
      <Rows rows={data?.items} error={error} onRetry={refetch} none={m.overview_late_none()} />
    </Panel>
  )
}

/** SoonRows are the rows that are planned for the next fourteen days. */
export function SoonRows({ soon }: { soon: number }) {
  const path = { project: useProject() }
  const toRows = useToRows()
  const query = { ...few, ...filtered(usePart()) }
  const { data, error, refetch } = useRead('registers.row.soon', { path, query })
  return (
    <Panel
      title={m.overview_soon_rows()}
      acts={
        soon > 0 && (
          <Link {...toRows(...isSoon(today()))}>{m.overview_late_all({ count: formatNumber(soon) })}</Link>
        )
      }
    >
      <Rows rows={data?.items} error={error} onRetry={refetch} none={m.overview_soon_none()} />
    </Panel>
  )
}

type Listed = { rows: Row[] | undefined; error: unknown; onRetry: () => void; none: string }

function Rows({ rows, error, onRetry, none }: Listed) {
  const project = useProject()
  const mayTest = useCan('tests.view')
  const wanted = [...new Set(rows?.flatMap(({ system }) => system ?? []))]
  const systems = useQueries({
    queries: wanted.map((id) => reading('registers.system.read', { path: { project, id } })),
  })
  if (error && !rows) return <ErrorState error={error} onRetry={onRetry} />
  if (!rows) return <Lines count={4} />
  if (rows.length === 0) return <p className="muted">{none}</p>
  const now = today()
  const to = (id: string): To =>
    mayTest
      ? { to: `/projects/${project}/tests/${id}`, search: {} as never }
      : { to: `/projects/${project}/registers/rows`, search: { row: id } as never }
  const tag = (id: string | null) => systems.find(({ data }) => data?.id === id)?.data?.tag
  return (
    <ul className={css.rows}>
      {rows.map((row) => (
        <li key={row.id} className={css.row}>
          <div>
            <Link {...to(row.id)}>
              {language() === 'da' ? row.title_da || row.title_en : row.title_en || row.title_da}
            </Link>
            <p className="figures">
              {tag(row.system)}
              {tag(row.system) && row.planned_on && ' · '}
              <span data-late={(row.planned_on !== null && row.planned_on < now) || undefined}>
                {lateness(row.planned_on, now)}
              </span>
            </p>
          </div>
          <StatusChip status={row.status} />
        </li>
      ))}
    </ul>
  )
}
