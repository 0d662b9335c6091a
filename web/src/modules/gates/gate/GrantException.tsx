import { useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { DateField } from '~/ui/form/DateField'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { NumberField } from '~/ui/form/NumberField'
import { SwitchField } from '~/ui/form/SwitchField'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { say } from '~/ui/toast'

type Values = { share: number | null; entries: boolean; reason: string; until_on: string | null }

/** GrantException lets the tests of a milestone begin early: from which share on, until when, and why. */
export function GrantException({
  gate,
  system,
  onDone,
}: {
  gate: string
  system: string | undefined
  onDone: () => void
}) {
  const path = { project: useProject() }
  const grant = useWrite('gates.exception.grant', {
    touches: ['gates.gate', 'gates.readiness', 'gates.order'],
    onDone: () => {
      say(m.gates_granted())
      onDone()
    },
  })
  return (
    <Form
      initial={{ share: 50, entries: false, reason: '', until_on: null } as Values}
      problem={grant.error}
      busy={grant.isPending}
      onSubmit={({ share, entries, reason, until_on }) =>
        grant.mutate({
          path,
          body: { id: uuid(), gate, system, share: share ?? 0, entries, reason, until_on: until_on ?? '' },
        })
      }
    >
      <Fields>
        <Note>{system ? m.gates_grant_about() : m.gates_grant_about_all()}</Note>
        <NumberField
          name="share"
          label={m.gates_exception_share()}
          description={m.gates_exception_share_about()}
          unit="%"
          min={0}
          max={100}
          required
        />
        <SwitchField name="entries" label={m.gates_exception_entries()} />
        <DateField name="until_on" label={m.gates_exception_until()} required />
        <TextField name="reason" label={m.gates_reason()} rows={3} maxLength={2000} required />
        <FormActions submit={m.gates_grant()} onCancel={onDone} />
      </Fields>
    </Form>
  )
}
