import { useQueryClient } from '@tanstack/react-query'
import { useProject } from '~/api/access'
import { refresh, useReady, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { say } from '~/ui/toast'
import type { Acceptance } from '../words'

/** SignForm approves that the process continues, in one's own name and role. */
export function SignForm({ draft, onDone }: { draft: Acceptance; onDone: () => void }) {
  const path = { project: useProject(), acceptance: draft.id }
  const cache = useQueryClient()
  const { person } = useReady('accounts.me.read').data
  const sign = useWrite('gates.acceptance.sign', {
    touches: ['gates.gate'],
    onDone: () => {
      refresh(cache, ['registers.row', 'registers.progress'])
      say(m.gates_is_signed())
      onDone()
    },
  })
  return (
    <Form
      initial={{ name: person.name, role: m.gates_client() }}
      problem={sign.error}
      busy={sign.isPending}
      onSubmit={({ name, role }) => sign.mutate({ path, body: { base: draft.version, name, role } })}
    >
      <Fields>
        <Note tone="warn">{m.gates_sign_about()}</Note>
        <TextField name="name" label={m.gates_name()} maxLength={120} required />
        <TextField name="role" label={m.gates_role()} maxLength={120} required />
        <FormActions submit={m.gates_sign()} onCancel={onDone} />
      </Fields>
    </Form>
  )
}
