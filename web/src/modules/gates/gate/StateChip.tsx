import { statusColour } from '~/lib/status'
import { type State, states } from '../words'
import css from './gate.module.css'

/** StateChip shows how a gate stands by colour, shape and words; `brief` leaves the words to the reader's ear. */
export function StateChip({ state, brief = false }: { state: State; brief?: boolean }) {
  const { label, icon: Mark, like } = states[state]
  return (
    <span
      className={css.chip}
      data-brief={brief || undefined}
      style={{
        background: statusColour(like, 'bg'),
        color: statusColour(like, 'fg'),
        borderColor: statusColour(like, 'line'),
      }}
    >
      <Mark size={16} stroke={2} aria-hidden />
      <span className={brief ? 'unseen' : undefined}>{label()}</span>
    </span>
  )
}
