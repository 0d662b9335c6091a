import { statusColour } from '~/lib/status'
import { type Severity, type Status, severities, statuses } from '../words'
import css from './chips.module.css'

/** LogStatus shows where an entry stands by fill, icon and words. */
export function LogStatus({ status }: { status: Status }) {
  const { label, icon: Mark, like } = statuses[status]
  return (
    <span
      className={css.chip}
      data-status={status}
      style={{
        background: statusColour(like, 'bg'),
        color: statusColour(like, 'fg'),
        borderColor: statusColour(like, 'line'),
      }}
    >
      <Mark size={15} stroke={2} aria-hidden />
      {label()}
    </span>
  )
}

/** SeverityMark shows how serious an entry is by its letter, shape and words. */
export function SeverityMark({ severity, brief = false }: { severity: Severity; brief?: boolean }) {
  const { letter, label } = severities[severity]
  return (
    <span className={css.severity} data-severity={severity} title={brief ? label() : undefined}>
      <strong aria-hidden>{letter}</strong>
      <span className={brief ? 'unseen' : undefined}>{label()}</span>
    </span>
  )
}
