import { Link } from '@tanstack/react-router'
import { formatDate } from '~/lib/date'
import { named } from '~/lib/locale'
import { formatShare } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { useToRows } from './part'
import css from './stepper.module.css'
import { shareOf, tallyBy } from './tally'
import type { Phase, Progress } from './useProgress'

/** Stepper shows the project's phases in order, and its milestones after them, each with the share that is done. */
export function Stepper({ progress }: { progress: Progress }) {
  const phases = progress.phases.filter(({ milestone }) => !milestone)
  const milestones = progress.phases.filter(({ milestone }) => milestone)
  const byPhase = tallyBy(progress.shares, 'phase')
  const byMilestone = tallyBy(progress.shares, 'milestone')
  const share = (phase: Phase) => {
    const found = (phase.milestone ? byMilestone : byPhase).get(phase.id)
    return found && shareOf(found)
  }
  if (progress.phases.length === 0) return null
  return (
    <div className={css.stepper}>
      <Steps label={m.overview_phases()} phases={phases} share={share} />
      {milestones.length > 0 && <Steps label={m.overview_milestones()} phases={milestones} share={share} />}
    </div>
  )
}

function Steps({
  label,
  phases,
  share,
}: {
  label: string
  phases: Phase[]
  share: (phase: Phase) => number | undefined
}) {
  const toRows = useToRows()
  return (
    <ol className={css.steps} aria-label={label}>
      {phases.map((phase) => {
        const done = share(phase)
        const field = phase.milestone ? 'milestone' : 'phase'
        const day = phase.ends_on ?? phase.starts_on
        return (
          <li
            key={phase.id}
            data-milestone={phase.milestone || undefined}
            data-done={done === 1 || undefined}
          >
            <Link {...toRows({ field, op: 'in', value: [phase.id] })} className={css.step}>
              <span className={css.mark} aria-hidden>
                <i style={{ width: `${(done ?? 0) * 100}%` }} />
              </span>
              <span className={css.name}>
                {phase.milestone && <b className={`${css.code} figures`}>{phase.code} </b>}
                {named(phase)}
              </span>
              <span className="muted figures">
                {done === undefined ? m.overview_no_rows() : formatShare(done)}
                {day && ` · ${formatDate(day)}`}
              </span>
            </Link>
          </li>
        )
      })}
    </ol>
  )
}
