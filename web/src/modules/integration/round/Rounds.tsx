import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { Panel } from '~/ui/Page'
import { StatusChip } from '~/ui/StatusChip'
import css from '../integration.module.css'
import type { Matrix } from '../words'

/** Rounds are the tests by a matrix, the newest first. */
export function Rounds({ matrix }: { matrix: Matrix }) {
  const project = useProject()
  const { data: people } = useRead('accounts.person.list', { path: { project } })
  const names = new Map(people?.items.map(({ id, name }) => [id, name]))
  return (
    <Panel title={m.integration_rounds()}>
      {matrix.rounds.length === 0 ? (
        <p className="muted">{m.integration_rounds_none()}</p>
      ) : (
        <ul className={css.list}>
          {matrix.rounds.map((round) => (
            <li key={round.id}>
              <div className={css.what}>
                <Link to={`/projects/${project}/matrices/rounds/${round.id}`}>
                  {round.retest_of
                    ? m.integration_retest_no({ no: String(round.number) })
                    : m.integration_round_no({ no: String(round.number) })}
                </Link>
                <p className="muted">
                  {[formatMoment(round.ended_at ?? round.begun_at), names.get(round.begun_by ?? '') ?? '']
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
              <p className={css.figures}>
                <span className="muted">
                  {m.integration_checked({ at: String(round.checked), all: String(round.all) })}
                </span>
                {round.failed > 0 && (
                  <strong className={css.over}>
                    {m.integration_failed({ count: String(round.failed) })}
                  </strong>
                )}
                <StatusChip status={round.result || 'in_progress'} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
