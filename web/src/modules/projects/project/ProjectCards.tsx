import { Link } from '@tanstack/react-router'
import { formatDate, today } from '~/lib/date'
import { formatNumber, formatShare } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { roleName } from '~/lib/roles'
import { Progress } from '~/ui/Progress'
import { type Listed, untilHandover } from './progress'
import css from './projects.module.css'

/** ProjectCards shows projects as cards, with how far each has come. */
export function ProjectCards({ projects, kind }: { projects: Listed[]; kind: (code: string) => string }) {
  return (
    <ul className={css.cards}>
      {projects.map((project) => (
        <Card key={project.id} project={project} kind={kind} />
      ))}
    </ul>
  )
}

function Card({ project, kind }: { project: Listed; kind: (code: string) => string }) {
  const { id, number, name, address, role, state, handover_on, rows, done_share } = project
  const soon = state === 'archived' ? undefined : untilHandover(handover_on, today())
  return (
    <li className={css.card} data-archived={state === 'archived' || undefined}>
      <div className={css.top}>
        <span className="muted figures">{number}</span>
        {state === 'archived' && <span className={css.tag}>{m.projects_state_archived()}</span>}
      </div>
      <h2>
        <Link to={`/projects/${id}`}>{name}</Link>
      </h2>
      <p className="muted">{[kind(project.kind), address].filter(Boolean).join(' · ')}</p>
      <div className={css.far}>
        <div className={css.words}>
          <span className="figures">{`${m.projects_rows()}: ${formatNumber(rows)}`}</span>
          <strong className="figures">{rows > 0 ? formatShare(done_share) : ''}</strong>
        </div>
        <Progress share={done_share} label={`${m.projects_done()}: ${name}`} tone={done_share >= 1 ? 'done' : 'accent'} />
      </div>
      <div className={css.words}>
        <span>{roleName(role)}</span>
        <span className="figures">{soon ?? (handover_on ? `${m.projects_handover_on()} ${formatDate(handover_on)}` : '')}</span>
      </div>
    </li>
  )
}
