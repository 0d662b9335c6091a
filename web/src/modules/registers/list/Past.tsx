import { IconArrowBackUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useWhyNot } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import type { Right } from '~/lib/rights'
import { ActButton } from '~/ui/ActButton'
import { MomentBar } from '~/ui/moment/MomentBar'
import { RestoreSheet } from '~/ui/moment/RestoreSheet'
import { useRegister } from '../thing/register'

/** Past says at which moment the register is looked at, leads to others, and restores it as it stood. */
export default function Past({ onAt }: { onAt: (at: string) => void }) {
  const { register, at } = useRegister()
  const table = `registers.${register.plural}`
  const why = useWhyNot(`${register.area}.edit_all` as Right)
  const [restoring, setRestoring] = useState(false)
  return (
    <>
      <MomentBar table={table} name={register.label()} at={at} onAt={onAt}>
        <ActButton
          why={why}
          variant="default"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          onClick={() => setRestoring(true)}
        >
          {m.moment_restore()}
        </ActButton>
      </MomentBar>
      {restoring && (
        <RestoreSheet table={table} at={at} onClose={() => setRestoring(false)} onDone={() => onAt('')} />
      )}
    </>
  )
}
