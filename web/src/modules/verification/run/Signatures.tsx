import { Button, NativeSelect } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { IconSignature } from '@tabler/icons-react'
import { useState } from 'react'
import type { PointGroup } from 'signature_pad'
import { useProject } from '~/api/access'
import type { Body } from '~/api/call'
import { asProblem, type Problem } from '~/api/problem'
import { useWrite } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { deviceName, headersOf, lastSigner } from '~/lib/device'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Dialog } from '~/ui/Dialog'
import { drawn } from '~/ui/form/strokes'
import { ProblemNote } from '~/ui/ProblemNote'
import { pictureOf } from '~/ui/Viewer'
import { SignerField } from '../form/SignerField'
import css from './answer.module.css'
import type { Run } from './judge'
import type { Running } from './useRun'

type Role = Body<'verification.run.sign'>['role']

/** roles say as what somebody signs. */
const roles: Record<Role, () => string> = {
  tester: m.verification_role_tester,
  witness: m.verification_role_witness,
  commissioning: m.verification_role_commissioning,
  client: m.verification_role_client,
}

/** Signatures are those under a test; a witness signs on the same device. */
export function Signatures({ run, running, off }: { run: Run; running: Running; off: boolean }) {
  const project = useProject()
  const [open, setOpen] = useState(false)
  return (
    <div>
      <h3>{m.verification_signatures()}</h3>
      {run.signatures.length > 0 && (
        <ul className={css.signatures}>
          {run.signatures.map((one) => (
            <li key={one.id}>
              <img src={pictureOf(project, one.file)} alt={m.verification_signed_by({ name: one.name })} />
              <span>
                <strong>{one.name}</strong>
                <small className="muted">{`${roles[one.role]()} · ${formatMoment(one.signed_at)}`}</small>
              </span>
            </li>
          ))}
        </ul>
      )}
      {!off && (
        <Button
          variant="default"
          size="lg"
          leftSection={<IconSignature size={22} />}
          onClick={() => setOpen(true)}
        >
          {m.verification_sign_test()}
        </Button>
      )}
      {open && <SignDialog run={run} running={running} onClose={() => setOpen(false)} />}
    </div>
  )
}

function SignDialog({ run, running, onClose }: { run: Run; running: Running; onClose: () => void }) {
  const project = useProject()
  const [role, setRole] = useState<Role>(run.signatures.length > 0 ? 'witness' : 'tester')
  const [name, setName] = useState(role === 'tester' ? lastSigner() : '')
  const [strokes, setStrokes] = useState<PointGroup[]>([])
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState(false)
  const sign = useWrite('verification.run.sign')
  const send = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      const file = await running.sendPicture(await drawn(strokes), `${run.procedure.code}-${role}.png`)
      await sign.mutateAsync({
        path: { project, run: run.id },
        body: { id: uuid(), role, name: name.trim(), file },
        headers: headersOf({ key: uuid(), at: new Date().toISOString() }, deviceName()),
      })
      onClose()
    } catch (error) {
      setProblem(asProblem(error))
    }
    setBusy(false)
  }
  return (
    <Dialog title={m.verification_sign_test()} stay onClose={onClose}>
      <NativeSelect
        label={m.verification_sign_as()}
        value={role}
        onChange={(event) => setRole(event.currentTarget.value as Role)}
        data={Object.entries(roles).map(([value, label]) => ({ value, label: label() }))}
      />
      <SignerField
        label={m.verification_signature_plain()}
        strokes={strokes}
        name={name}
        wrong={undefined}
        onStrokes={setStrokes}
        onName={setName}
      />
      {problem && <ProblemNote problem={problem} />}
      <Button
        size="lg"
        fullWidth
        disabled={strokes.length === 0 || !name.trim()}
        loading={busy}
        onClick={send}
      >
        {m.verification_sign()}
      </Button>
    </Dialog>
  )
}
