import { Button } from '@mantine/core'
import { IconArrowBackUp, IconCheck, IconGitPullRequest, IconOctagonOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useCan } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import { sayWrong } from '~/ui/toast'
import type { Line } from '../thing/api'
import { useRegister } from '../thing/register'
import MoveDialog, { type Act } from './MoveDialog'

const acts: { act: Act; label: () => string; icon: typeof IconCheck }[] = [
  { act: 'approve', label: m.registers_approve, icon: IconCheck },
  { act: 'return', label: m.registers_return, icon: IconArrowBackUp },
  { act: 'propose', label: m.registers_propose, icon: IconGitPullRequest },
  { act: 'supersede', label: m.registers_supersede, icon: IconOctagonOff },
]

/** MoveMany offers to approve, return, propose or supersede the requirements that are selected. */
export default function MoveMany({ read, onDone }: { read: () => Promise<Line[]>; onDone: () => void }) {
  const { may } = useRegister()
  const mayApprove = useCan('requirements.approve')
  const [moving, setMoving] = useState<{ act: Act; rows: Line[] }>()
  const begin = async (act: Act) => {
    try {
      setMoving({ act, rows: (await read()).filter(({ version }) => version > 0) })
    } catch (error) {
      sayWrong(error)
    }
  }
  return (
    <>
      {acts
        .filter(({ act }) => (act === 'approve' || act === 'return' ? mayApprove : may.change))
        .map(({ act, label, icon: Mark }) => (
          <Button
            key={act}
            size="compact-sm"
            h={30}
            variant="default"
            leftSection={<Mark size={16} aria-hidden />}
            onClick={() => begin(act)}
          >
            {label()}
          </Button>
        ))}
      {moving && (
        <MoveDialog
          {...moving}
          onClose={() => setMoving(undefined)}
          onDone={() => {
            setMoving(undefined)
            onDone()
          }}
        />
      )}
    </>
  )
}
