import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { formatAgo, formatMoment } from '~/lib/date'
import { initials } from '~/lib/initials'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import css from './overview.module.css'

/** kinds are the words for what was changed, by table; what is not here is of no news to the overview. */
const kinds: Record<string, (of: { count: number; shown: string }) => string> = {
  'registers.rows': m.overview_changed_rows,
  'registers.systems': m.overview_changed_systems,
  'registers.components': m.overview_changed_components,
  'registers.requirements': m.overview_changed_requirements,
  'registers.locations': m.overview_changed_locations,
  'registers.types': m.overview_changed_types,
  'registers.instruments': m.overview_changed_instruments,
  'registers.service_tasks': m.overview_changed_service_tasks,
  'registers.spare_parts': m.overview_changed_spare_parts,
  'verification.tests': m.overview_changed_tests,
  'verification.photos': m.overview_changed_photos,
  'projects.members': m.overview_changed_members,
}

/** changed says what an entry of the history is about: 3 registerrækker, 1 test. */
export function changed(tables: Record<string, number>): string {
  const known = Object.entries(tables).flatMap(([table, count]) => {
    const words = kinds[table]
    return words ? [words({ count, shown: formatNumber(count) })] : []
  })
  return known.length > 0 ? known.join(', ') : m.overview_changed_other()
}

const isOnly = (tables: Record<string, number>, table: string) =>
  Object.keys(tables).every((one) => one === table)

/** Activity is what was done last on the project, and by whom. */
export function Activity() {
  const path = { project: useProject() }
  const { data } = useRead('audit.entry.list', { path, query: { limit: 40 } })
  const { data: people } = useRead('accounts.person.list', { path })
  // A photo that is sent goes before the test it belongs to, and is no news by itself.
  const news = data?.items
    .filter(({ tables }) => !isOnly(tables as Record<string, number>, 'platform.files'))
    .slice(0, 8)
  const names = new Map(people?.items.map(({ id, name }) => [id, name]))
  return (
    <Panel
      title={m.overview_activity()}
      acts={<Link to={`/projects/${path.project}/history`}>{m.overview_activity_all()}</Link>}
    >
      {!news ? (
        <Lines count={4} />
      ) : news.length === 0 ? (
        <p className="muted">{m.overview_activity_none()}</p>
      ) : (
        <ul className={css.activity}>
          {news.map(({ id, at, person, tables, changes }) => {
            const name = (person && names.get(person)) || m.overview_somebody()
            const one = changes.length === 1 ? changes[0]?.label : ''
            return (
              <li key={id}>
                <span className={css.face} aria-hidden>
                  {initials(name)}
                </span>
                <span>
                  <strong>{name}</strong> {changed(tables as Record<string, number>)}
                  {one && ` (${one})`}
                </span>
                <time className="muted figures" dateTime={at} title={formatMoment(at)}>
                  {formatAgo(at)}
                </time>
              </li>
            )
          })}
        </ul>
      )}
    </Panel>
  )
}
