import { useProject } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { say } from '~/ui/toast'
import type { Run } from './judge'

/** HandOver has a colleague go on with a test. */
export function HandOver({ run, onClose }: { run: Run; onClose: () => void }) {
  const project = useProject()
  const { data: people } = useRead('accounts.person.list', { path: { project } })
  const hand = useWrite('verification.run.hand_over', {
    onDone: (now) => {
      say(m.verification_handed_over({ name: people?.items.find(({ id }) => id === now.holder)?.name ?? '' }))
      onClose()
    },
  })
  return (
    <Dialog title={m.verification_run_hand_over()} stay onClose={onClose}>
      <p>{m.verification_hand_over_about()}</p>
      <Form
        initial={{ person: '' }}
        problem={hand.error}
        busy={hand.isPending}
        onSubmit={({ person }) => hand.mutate({ path: { project, run: run.id }, body: { person } })}
      >
        <SelectField
          name="person"
          label={m.verification_colleague()}
          required
          options={(people?.items ?? [])
            .filter(({ id, program }) => id !== run.holder && !program)
            .map(({ id, name, company }) => ({
              value: id,
              label: [name, company].filter(Boolean).join(', '),
            }))}
        />
        <FormActions submit={m.verification_run_hand_over()} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
