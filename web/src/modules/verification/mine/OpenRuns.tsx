import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useAccess, useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { formatAgo } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { titleOf } from '../procedure/words'
import css from './mine.module.css'

/** OpenRuns lists the tests by procedure that are under way, one's own first, to go on with. */
export function OpenRuns() {
  const project = useProject()
  const { person } = useAccess()
  const { data } = useRead('verification.run.list', { path: { project } })
  const { data: people } = useRead('accounts.person.list', { path: { project } })
  if (!data || data.items.length === 0) return null
  const mine = (holder: string | null) => (holder === person ? 0 : 1)
  const names = new Map(people?.items.map(({ id, name }) => [id, name]))
  return (
    <section className={css.group} aria-labelledby="open-runs">
      <h2 id="open-runs">{m.verification_open_runs()}</h2>
      <ul>
        {[...data.items]
          .sort((a, b) => mine(a.holder) - mine(b.holder))
          .slice(0, 12)
          .map((run) => (
            <li key={run.id} className={css.open}>
              <div className={css.what}>
                <Link to={`/projects/${project}/runs/${run.id}`}>
                  {m.verification_open_run_at({ title: titleOf(run), count: String(run.answered) })}
                </Link>
                <p className="muted">
                  {[
                    run.retest_of ? m.verification_retest() : '',
                    run.state === 'paused' ? m.verification_open_run_paused() : '',
                    run.holder ? m.verification_open_run_with({ name: names.get(run.holder) ?? '' }) : '',
                    run.started_at ? formatAgo(run.started_at) : '',
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
              <IconChevronRight size={18} aria-hidden className={css.go} />
            </li>
          ))}
      </ul>
    </section>
  )
}
