import { IconArrowBackUp, IconLock, IconPencil } from '@tabler/icons-react'
import { m } from '~/lib/paraglide/messages'
import { statusColour } from '~/lib/status'
import gate from '../gate/gate.module.css'
import type { Acceptance } from '../words'

const looks = {
  draft: { label: m.gates_draft, icon: IconPencil, like: 'in_progress' },
  signed: { label: m.gates_signed, icon: IconLock, like: 'approved' },
  reopened: { label: m.gates_reopened, icon: IconArrowBackUp, like: 'not_applicable' },
} as const

/** Standing shows what has become of an acceptance document. */
export function Standing({ state }: { state: Acceptance['state'] }) {
  const { label, icon: Mark, like } = looks[state]
  return (
    <span
      className={gate.chip}
      style={{
        background: statusColour(like, 'bg'),
        color: statusColour(like, 'fg'),
        borderColor: statusColour(like, 'line'),
      }}
    >
      <Mark size={16} stroke={2} aria-hidden />
      {label()}
    </span>
  )
}
