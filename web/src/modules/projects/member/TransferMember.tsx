import { useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { Sheet } from '~/ui/Sheet'
import { say } from '~/ui/toast'
import { type Member, offered, type Role } from './types'
import { useHouse } from './useHouse'

/** TransferMember makes another member administrator in one's own place. */
export function TransferMember({
  member,
  roles,
  onClose,
}: {
  member: Member
  roles: Role[]
  onClose: () => void
}) {
  const project = useProject()
  const company = useHouse()
  const name = member.name || member.email
  const transfer = useWrite('projects.member.transfer', {
    touches: ['projects.access'],
    onDone: () => {
      say(m.projects_transferred({ name }))
      onClose()
    },
  })
  return (
    <Sheet title={m.projects_transfer_title({ name })} onClose={onClose}>
      <Form
        initial={{ role: 'editor' }}
        onSubmit={({ role }) => transfer.mutate({ path: { project, member: member.id }, body: { role } })}
        busy={transfer.isPending}
        problem={transfer.error}
      >
        <Fields>
          <p className="muted">{m.projects_transfer_about({ name })}</p>
          <SelectField
            name="role"
            label={m.projects_transfer_role()}
            required
            options={offered(
              roles.filter(({ code, ends }) => code !== 'administrator' && !ends),
              company,
            )}
          />
          <FormActions submit={m.projects_transfer_act()} onCancel={onClose} />
        </Fields>
      </Form>
    </Sheet>
  )
}
