import { statusColour } from '~/lib/status'
import { type Verdict, verdicts } from '../words'
import css from './parts.module.css'

/** VerdictMark shows what a reviewer said by fill, icon and words. */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const { label, icon: Mark, like } = verdicts[verdict]
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
