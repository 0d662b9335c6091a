import { isStatus, looks, type Status, statusColour } from '~/lib/status'
import { StatusIcon } from './StatusIcon'
import css from './status.module.css'

/** StatusChip shows a status by fill, icon shape, letter and words; `brief` leaves the words to the reader's ear. */
export function StatusChip({ status, brief = false }: { status: string; brief?: boolean }) {
  if (!isStatus(status)) return <span>{status}</span>
  const { letter, label } = looks[status]
  return (
    <span
      className={css.chip}
      data-status={status}
      data-brief={brief || undefined}
      style={colours(status)}
      title={brief ? label() : undefined}
    >
      <StatusIcon status={status} />
      <span className={css.letter} aria-hidden>
        {letter}
      </span>
      <span className={brief ? 'unseen' : undefined}>{label()}</span>
    </span>
  )
}

const colours = (status: Status) => ({
  background: statusColour(status, 'bg'),
  color: statusColour(status, 'fg'),
  borderColor: statusColour(status, 'line'),
})
