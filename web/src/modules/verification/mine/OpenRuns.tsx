import { Button } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { usePages, useRead } from '~/api/query'
import { formatAgo } from '~/lib/date'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { titleOf } from '../procedure/words'
import css from './mine.module.css'

/** OpenRuns lists the tests by procedure that are under way, one's own first, to go on with. */
export function OpenRuns() {
  const project = useProject()
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = usePages('verification.run.list', {
    path: { project },
    query: { limit: 12 },
  })
  const { data: people } = useRead('accounts.person.list', { path: { project } })
  const runs = data?.pages.flatMap(({ items }) => items) ?? []
  if (runs.length === 0) return null
  const names = new Map(people?.items.map(({ id, name }) => [id, name]))
  return (
    <section className={css.group} aria-labelledby="open-runs">
      <h2 id="open-runs">{m.verification_open_runs()}</h2>
      <ul>
        {runs.map((run) => (
          <li key={run.id} className={css.open}>
            <div className={css.what}>
              <Link to={`/projects/${project}/tests/runs/${run.id}`}>
                {named({ name_da: run.row_da, name_en: run.row_en })}
              </Link>
              <p className="muted">
                {[
                  run.tag,
                  m.verification_row_no({ no: String(run.no) }),
                  titleOf(run),
                  m.verification_open_run_answered({ count: String(run.answered) }),
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
      {hasNextPage && (
        <Button
          variant="default"
          className={css.more}
          loading={isFetchingNextPage}
          onClick={() => fetchNextPage()}
        >
          {m.verification_more()}
        </Button>
      )}
    </section>
  )
}
