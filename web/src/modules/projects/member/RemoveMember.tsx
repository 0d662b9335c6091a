import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAccess, useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Confirm } from '~/ui/Confirm'
import { say } from '~/ui/toast'
import { HandOver } from './HandOver'
import { handed, type Member } from './types'

/** RemoveMember takes somebody off the project after saying what that leads to and asking who takes over. */
export function RemoveMember({
  member,
  members,
  onClose,
}: {
  member: Member
  members: readonly Member[]
  onClose: () => void
}) {
  const project = useProject()
  const own = useAccess().person === member.person
  const navigate = useNavigate()
  const [to, setTo] = useState<string | null>(null)
  const name = member.name || member.email
  const remove = useWrite('projects.member.remove', {
    touches: ['projects.project', 'accounts.person', ...handed],
    onDone: async () => {
      say(m.projects_member_removed({ name }))
      onClose()
      if (own) await navigate({ to: '/projects' })
    },
  })
  return (
    <Confirm
      opened
      title={own ? m.projects_leave_title() : m.projects_remove_title({ name })}
      act={own ? m.projects_member_leave() : m.projects_member_remove()}
      onClose={onClose}
      onConfirm={() =>
        remove.mutate({ path: { project, member: member.id }, ...(to ? { query: { to } } : {}) })
      }
      busy={remove.isPending}
      problem={remove.error}
    >
      <p>{own ? m.projects_leave_about() : m.projects_remove_about()}</p>
      <ul>
        <li>{own ? m.projects_leave_stays() : m.projects_remove_stays()}</li>
        <li>{own ? m.projects_leave_rows() : m.projects_remove_rows()}</li>
      </ul>
      <HandOver member={member} members={members} to={to} onChoose={setTo} />
    </Confirm>
  )
}
