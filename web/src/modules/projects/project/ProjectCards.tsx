import { Link } from '@tanstack/react-router'
import { formatDate, today } from '~/lib/date'
import { formatNumber, formatShare } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { roleName } from '~/lib/roles'
import { Progress } from '~/ui/Progress'
import { type Far, type Listed, untilHandover } from './progress'
import css from './projects.module.css'

type Shared = { kind: (code: string) => string; far: (project: string) => Far | undefined }

/** ProjectCards shows projects as cards, with how far each has come. */
export function ProjectCards({ projects, ...rest }: { projects: Listed[] } & Shared) {
  return (
    <ul className={css.cards}>
      {projects.map((project) => (
        <Card key={project.id} project={project} {...rest} />
      ))}
    </ul>
  )
}

function Card({ project, kind, far }: { project: Listed } & Shared) {
  const { id, number, name, address, role, state, handover_on } = project
  const come = far(id)
  const soon = state === 'archived' ? undefined : untilHandover(handover_on, today())
  return (
    <li className={css.card} data-archived={state === 'archived' || undefined}>
      <div className={css.top}>
        <span className="muted">{number}</span>
        {state === 'archived' && <span className={css.tag}>{m.projects_state_archived()}</span>}
      </div>
      <h2>
        <Link to={`/projects/${id}`}>{name}</Link>
      </h2>
      <p className="muted">{[kind(project.kind), address].filter(Boolean).join(' · ')}</p>
      <div className={css.far}>
        <div className={css.words}>
          <span className="figures">{come && `${m.projects_rows()}: ${formatNumber(come.rows)}`}</span>
          <strong className="figures">{come && come.rows > 0 && formatShare(come.done)}</strong>
        </div>
        <Progress
          share={come?.done ?? 0}
          label={`${m.projects_done()}: ${name}`}
          tone={come?.done === 1 ? 'done' : 'accent'}
        />
      </div>
      <div className={css.words}>
        <span>{roleName(role)}</span>
        <span>{soon ?? (handover_on ? `${m.projects_handover_on()} ${formatDate(handover_on)}` : '')}</span>
      </div>
    </li>
  )
}
