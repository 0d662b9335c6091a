import { useState } from 'react'
import { useProject } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { Sheet } from '~/ui/Sheet'
import { say } from '~/ui/toast'
import { MoveFields } from './MoveFields'
import { TermFields } from './TermFields'
import { handed, type Member, movedTo, noCompany, type Role, termsChanged, termsOf, withGiven } from './types'

/** ChangeMember changes what a member may do, and which company they act for. */
export function ChangeMember({
  member,
  members,
  roles: presets,
  onClose,
}: {
  member: Member
  members: readonly Member[]
  roles: Role[]
  onClose: () => void
}) {
  const project = useProject()
  const name = member.name || member.email
  const roles = withGiven(presets, member)
  const [before] = useState(() => ({
    ...termsOf(member, roles),
    company_name: member.company_name,
    to: null as string | null,
  }))
  const [fresh] = useState(uuid)
  const [written, setWritten] = useState(before.company_name)
  const { data } = useRead('projects.company.list', { path: { project } })
  const companies = data?.items ?? []
  const company = movedTo(member, written, companies, fresh)
  const add = useWrite('projects.company.add')
  const change = useWrite('projects.member.change', {
    touches: ['projects.access', ...handed],
    onDone: () => {
      say(m.projects_member_changed({ name }))
      onClose()
    },
  })
  const send = async ({ company_name, to, ...after }: typeof before) => {
    if (company && company !== noCompany && !companies.some(({ id }) => id === company))
      await add.mutateAsync({ path: { project }, body: { id: fresh, name: company_name.trim() } })
    change.mutate({
      path: { project, member: member.id },
      ...(company && to ? { query: { to } } : {}),
      body: {
        base: member.version,
        ...termsChanged(before, after, roles),
        ...(company === undefined ? {} : { company: company === noCompany ? null : company }),
      },
    })
  }
  return (
    <Sheet title={m.projects_change_title({ name })} onClose={onClose}>
      <Form
        initial={before}
        onChange={({ company_name }) => setWritten(company_name)}
        onSubmit={(values) => void send(values).catch(() => undefined)}
        busy={change.isPending || add.isPending}
        problem={add.error ?? change.error}
      >
        <Fields>
          <p className="muted">{m.projects_change_about()}</p>
          <TermFields roles={roles} />
          <MoveFields
            member={member}
            members={members}
            companies={companies.map((one) => one.name)}
            company={company}
          />
          <FormActions submit={m.ui_save()} onCancel={onClose} />
        </Fields>
      </Form>
    </Sheet>
  )
}
