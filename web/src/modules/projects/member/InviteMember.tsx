import { useState } from 'react'
import { useProject } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { language } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { SuggestField } from '~/ui/form/SuggestField'
import { TextField } from '~/ui/form/TextField'
import { Sheet } from '~/ui/Sheet'
import { say } from '~/ui/toast'
import { TermFields } from './TermFields'
import type { Member, Role, Terms } from './types'

type Invitation = Terms & { email: string; company_name: string; language: 'da' | 'en'; message: string }

/** InviteMember invites somebody to the project with a role. */
export function InviteMember({
  roles,
  members,
  onClose,
}: {
  roles: Role[]
  members: Member[]
  onClose: () => void
}) {
  const path = { project: useProject() }
  const [id] = useState(uuid)
  const { data: companies } = useRead('projects.company.list', { path })
  const invite = useWrite('projects.member.invite', {
    touches: ['projects.company', 'accounts.person'],
    onDone: ({ email }) => {
      say(m.projects_invite_sent({ email }))
      onClose()
    },
  })
  const initial: Invitation = {
    email: '',
    company_name: '',
    role: 'editor',
    rights: null,
    disciplines: [],
    own_company: false,
    ends_on: null,
    language: language(),
    message: '',
  }
  const known = [
    ...(companies?.items ?? []).map(({ name }) => name),
    ...members.map(({ company_name }) => company_name),
  ]
  return (
    <Sheet title={m.projects_invite_title()} onClose={onClose}>
      <Form
        initial={initial}
        onSubmit={({ rights, disciplines, message, ends_on, ...rest }) =>
          invite.mutate({
            path,
            body: {
              ...rest,
              id,
              ...(rights ? { rights } : {}),
              ...(disciplines.length > 0 ? { disciplines } : {}),
              ...(message.trim() ? { message } : {}),
              ...(ends_on ? { ends_on } : {}),
            },
          })
        }
        busy={invite.isPending}
        problem={invite.error}
      >
        <Fields>
          <TextField name="email" type="email" label={m.projects_invite_email()} autoFocus required />
          <SuggestField
            name="company_name"
            label={m.projects_invite_company()}
            description={m.projects_invite_company_about()}
            suggestions={known.filter((name): name is string => Boolean(name))}
          />
          <TermFields roles={roles} />
          <SelectField
            name="language"
            label={m.projects_invite_language()}
            options={[
              { value: 'da', label: m.app_language_da() },
              { value: 'en', label: m.app_language_en() },
            ]}
          />
          <TextField
            name="message"
            label={m.projects_invite_message()}
            description={m.projects_invite_message_about()}
            rows={3}
            maxLength={1000}
          />
          <FormActions submit={m.projects_invite_send()} onCancel={onClose} />
        </Fields>
      </Form>
    </Sheet>
  )
}
