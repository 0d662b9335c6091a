import { statusColour } from '~/lib/status'
import { type Status, statuses } from '../words'
import css from './parts.module.css'

/** StatusMark shows whose turn an answer is by fill, icon and words. */
export function StatusMark({ status }: { status: Status }) {
  const { label, icon: Mark, like } = statuses[status]
  return (
    <span
      className={css.chip}
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
