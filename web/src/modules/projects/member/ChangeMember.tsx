import { useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { Sheet } from '~/ui/Sheet'
import { say } from '~/ui/toast'
import { TermFields } from './TermFields'
import { type Member, type Role, termsChanged, termsOf } from './types'

/** ChangeMember changes what a member may do. */
export function ChangeMember({
  member,
  roles,
  onClose,
}: {
  member: Member
  roles: Role[]
  onClose: () => void
}) {
  const project = useProject()
  const name = member.name || member.email
  const before = termsOf(member, roles)
  const change = useWrite('projects.member.change', {
    touches: ['projects.access'],
    onDone: () => {
      say(m.projects_member_changed({ name }))
      onClose()
    },
  })
  return (
    <Sheet title={m.projects_change_title({ name })} onClose={onClose}>
      <Form
        initial={before}
        onSubmit={(after) =>
          change.mutate({
            path: { project, member: member.id },
            body: { base: member.version, ...termsChanged(before, after, roles) },
          })
        }
        busy={change.isPending}
        problem={change.error}
      >
        <Fields>
          <p className="muted">{m.projects_change_about()}</p>
          <TermFields roles={roles} />
          <FormActions submit={m.ui_save()} onCancel={onClose} />
        </Fields>
      </Form>
    </Sheet>
  )
}
