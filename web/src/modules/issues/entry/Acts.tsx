import { Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconChecks,
  IconLock,
  IconLockOpen,
  IconPencil,
  IconTool,
  IconUserShare,
} from '@tabler/icons-react'
import { useState } from 'react'
import { m } from '~/lib/paraglide/messages'
import { Note } from '~/ui/Note'
import { Panel } from '~/ui/Page'
import { useNames } from '../parts/lookup'
import type { Opened } from '../words'
import { AssignForm } from './AssignForm'
import { EditForm } from './EditForm'
import { EscalateForm } from './EscalateForm'
import css from './entry.module.css'
import { JudgeForm } from './JudgeForm'
import { type Act, actsOf } from './moving'
import { ReasonForm } from './ReasonForm'
import { RemedyForm } from './RemedyForm'

const words: Record<Act, { label: () => string; icon: typeof IconLock }> = {
  remedy: { label: m.issues_report_remedied, icon: IconTool },
  verify: { label: m.issues_verify, icon: IconChecks },
  reject: { label: m.issues_reject, icon: IconArrowBackUp },
  assign: { label: m.issues_assign, icon: IconUserShare },
  close: { label: m.issues_close, icon: IconLock },
  reopen: { label: m.issues_reopen, icon: IconLockOpen },
  escalate: { label: m.issues_escalate, icon: IconAlertTriangle },
  edit: { label: m.issues_edit, icon: IconPencil },
}

/** Acts is what is to be done now: the one act that is waited for, in large, and what else the reader may do. */
export function Acts({ entry }: { entry: Opened }) {
  const { main, others } = actsOf(entry)
  const [chosen, setChosen] = useState<Act>()
  const act = chosen ?? main
  const rest = [...(main ? [main] : []), ...others].filter((one) => one !== act)
  return (
    <Panel title={entry.turn ? m.issues_your_turn() : m.issues_now()}>
      <div className={css.act}>
        {!act && <Waiting entry={entry} />}
        {act && <ActForm act={act} entry={entry} onDone={() => setChosen(undefined)} />}
        {rest.length > 0 && (
          <div className={css.others}>
            {rest.map((one) => {
              const { label, icon: Mark } = words[one]
              return (
                <Button
                  key={one}
                  variant="default"
                  leftSection={<Mark size={18} aria-hidden />}
                  onClick={() => setChosen(one)}
                >
                  {label()}
                </Button>
              )
            })}
          </div>
        )}
      </div>
    </Panel>
  )
}

function ActForm({ act, entry, onDone }: { act: Act; entry: Opened; onDone: () => void }) {
  const given = { entry, onDone }
  switch (act) {
    case 'remedy':
      return <RemedyForm {...given} />
    case 'verify':
      return <JudgeForm {...given} />
    case 'assign':
      return <AssignForm {...given} />
    case 'escalate':
      return <EscalateForm {...given} />
    case 'edit':
      return <EditForm {...given} />
    default:
      return <ReasonForm key={act} act={act} {...given} />
  }
}

/** Waiting says whom an entry waits for. */
function Waiting({ entry }: { entry: Opened }) {
  const names = useNames()
  const responsible = [names.company(entry.company), names.person(entry.person)].filter(Boolean).join(' · ')
  const said: Record<Opened['status'], () => string> = {
    new: m.issues_waits_new,
    assigned: () => m.issues_waits_remedy({ who: responsible }),
    rejected: () => m.issues_waits_rejected({ who: responsible, reason: entry.reason }),
    remedied: () =>
      m.issues_waits_verify({ who: names.company(entry.remedied_side) || names.person(entry.remedied_by) }),
    verified: m.issues_waits_close,
    closed: m.issues_is_closed,
  }
  return <Note tone={entry.status === 'closed' ? 'good' : 'plain'}>{said[entry.status]()}</Note>
}
