import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PointGroup } from 'signature_pad'
import { useProject } from '~/api/access'
import { refresh, useReady, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SwitchField } from '~/ui/form/SwitchField'
import { inkOf } from '~/ui/form/strokes'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { say } from '~/ui/toast'
import type { Acceptance } from '../words'
import { InkField } from './InkField'

type Values = { name: string; role: string; ink: PointGroup[]; typed: boolean; alone: string }

/** SignForm approves that the process continues, in one's own name and role, drawn or by the name alone. */
export function SignForm({ draft, onDone }: { draft: Acceptance; onDone: () => void }) {
  const path = { project: useProject(), acceptance: draft.id }
  const cache = useQueryClient()
  const { person } = useReady('accounts.me.read').data
  const [typed, setTyped] = useState(false)
  const alone = draft.prepared_by === person.id
  const sign = useWrite('gates.acceptance.sign', {
    touches: ['gates.gate'],
    onDone: () => {
      refresh(cache, ['registers.row', 'registers.progress'])
      say(m.gates_is_signed())
      onDone()
    },
  })
  const initial: Values = { name: person.name, role: m.gates_client(), ink: [], typed, alone: '' }
  return (
    <Form
      initial={initial}
      problem={sign.error}
      busy={sign.isPending}
      check={({ ink, typed }): Record<string, string> =>
        typed || ink.length > 0 ? {} : { ink: m.gates_ink_needed() }
      }
      onChange={(values) => setTyped(values.typed)}
      onSubmit={async ({ name, role, ink, typed, alone }) =>
        sign.mutate({
          path,
          body: {
            base: draft.version,
            name,
            role,
            ...(typed ? {} : { ink: await inkOf(ink) }),
            ...(alone ? { alone } : {}),
          },
        })
      }
    >
      <Fields>
        <Note tone="warn">{m.gates_sign_about()}</Note>
        <Fields side>
          <TextField name="name" label={m.gates_name()} maxLength={120} required />
          <TextField name="role" label={m.gates_role()} maxLength={120} required />
        </Fields>
        {alone && (
          <TextField
            name="alone"
            label={m.gates_alone()}
            description={m.gates_alone_about()}
            rows={3}
            maxLength={2000}
            required
          />
        )}
        {!typed && <InkField name="ink" label={m.gates_signature()} />}
        <SwitchField name="typed" label={m.gates_typed()} description={m.gates_typed_about()} />
        <FormActions submit={m.gates_sign()} onCancel={onDone} />
      </Fields>
    </Form>
  )
}
