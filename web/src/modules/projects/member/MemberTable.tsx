import { ActionIcon, Menu } from '@mantine/core'
import {
  IconCrown,
  IconDots,
  IconEye,
  IconHistory,
  IconMail,
  IconPencil,
  IconUserMinus,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useAccess, useCan, useProject, useWhyNot } from '~/api/access'
import { useWrite } from '~/api/query'
import { formatDate } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { roleName } from '~/lib/roles'
import { type Column, DataTable } from '~/ui/DataTable'
import { say, sayWrong } from '~/ui/toast'
import css from './members.module.css'
import { type Member, type Role, termsOf } from './types'
import { useDisciplines } from './useDisciplines'

/** MemberTable lists the members, with what each may do in a few words. */
export function MemberTable({
  members,
  roles,
  onChange,
  onRemove,
  onTransfer,
}: {
  members: Member[]
  roles: Role[]
  onChange: (member: Member) => void
  onTransfer: (member: Member) => void
  onRemove: (member: Member) => void
}) {
  const { person } = useAccess()
  const disciplines = useDisciplines()
  const scope = (member: Member) =>
    [
      member.disciplines
        ?.map((id) => disciplines.get(id))
        .filter(Boolean)
        .join(', '),
      member.own_company && m.projects_member_own_company(),
    ]
      .filter(Boolean)
      .join(' · ') || m.projects_member_all()

  const columns: Column<Member>[] = [
    {
      key: 'person',
      title: m.projects_member_person(),
      show: (member) => (
        <span className={css.person}>
          <span>
            {member.name || member.email}{' '}
            {member.person === person && <span className={css.you}>{m.projects_member_you()}</span>}
          </span>
          {member.name && <small className="muted">{member.email}</small>}
        </span>
      ),
    },
    { key: 'company', title: m.projects_member_company(), show: ({ company_name }) => company_name },
    {
      key: 'role',
      title: m.projects_member_role(),
      show: (member) => (
        <span className={css.person}>
          <span>{roleName(member.role)}</span>
          {roles.length > 0 && termsOf(member, roles).rights && (
            <small className="muted">{m.projects_member_own_rights()}</small>
          )}
        </span>
      ),
    },
    { key: 'scope', title: m.projects_member_scope(), width: '24%', show: scope },
    {
      key: 'second',
      title: m.projects_second(),
      show: ({ second_factor }) =>
        second_factor ? m.projects_member_second() : m.projects_member_no_second(),
    },
    {
      key: 'state',
      title: m.projects_member_state(),
      show: ({ state, joined_at, created_at, ends_on }) =>
        state === 'ended' ? (
          <span className={css.invited}>{m.projects_member_ended({ date: formatDate(ends_on) })}</span>
        ) : state === 'active' ? (
          <span className={css.state}>
            {m.projects_member_active()}{' '}
            <span className="muted">
              {ends_on
                ? m.projects_member_until({ date: formatDate(ends_on) })
                : m.projects_member_since({ date: formatDate(joined_at) })}
            </span>
          </span>
        ) : (
          <span className={css.invited}>{m.projects_member_invited({ date: formatDate(created_at) })}</span>
        ),
    },
    {
      key: 'acts',
      title: m.projects_actions(),
      hidden: true,
      align: 'right',
      width: '44px',
      show: (member) => (
        <Acts
          member={member}
          own={member.person === person}
          onChange={onChange}
          onRemove={onRemove}
          onTransfer={onTransfer}
        />
      ),
    },
  ]
  return (
    <DataTable
      caption={m.projects_members_title()}
      columns={columns}
      rows={members}
      rowKey={({ id }) => id}
    />
  )
}

function Acts({
  member,
  own,
  onChange,
  onRemove,
  onTransfer,
}: {
  member: Member
  own: boolean
  onChange: (member: Member) => void
  onTransfer: (member: Member) => void
  onRemove: (member: Member) => void
}) {
  const project = useProject()
  const seesHistory = useCan('history.view')
  const whyEdit = useWhyNot('members.edit_all')
  const whyInvite = useWhyNot('members.create')
  const whyAdminister = useWhyNot('project.administer')
  const cache = useQueryClient()
  const navigate = useNavigate()
  const view = useWrite('projects.member.view', {
    onDone: async () => {
      await navigate({ to: `/projects/${project}` })
      await cache.resetQueries()
    },
  })
  const resend = useWrite('projects.member.resend', {
    onDone: () => say(m.projects_member_resent({ email: member.email })),
  })
  return (
    <Menu position="bottom-end" width={260} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="var(--text)"
          aria-label={m.ui_actions_for({ name: member.name || member.email })}
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={16} aria-hidden />}
          disabled={whyEdit !== undefined}
          title={whyEdit}
          onClick={() => onChange(member)}
        >
          {m.projects_member_change()}
        </Menu.Item>
        {!own && member.state !== 'ended' && (
          <Menu.Item
            leftSection={<IconEye size={16} aria-hidden />}
            disabled={whyAdminister !== undefined}
            title={whyAdminister}
            onClick={() => view.mutate({ path: { project, member: member.id } }, { onError: sayWrong })}
          >
            {m.projects_member_view({ name: member.name || member.email })}
          </Menu.Item>
        )}
        {seesHistory && (
          <Menu.Item
            component={Link}
            to={`/projects/${project}/history?person=${member.person}`}
            leftSection={<IconHistory size={16} aria-hidden />}
          >
            {m.projects_member_history()}
          </Menu.Item>
        )}
        {member.state === 'invited' && (
          <Menu.Item
            leftSection={<IconMail size={16} aria-hidden />}
            disabled={whyInvite !== undefined}
            title={whyInvite}
            onClick={() => resend.mutate({ path: { project, member: member.id } }, { onError: sayWrong })}
          >
            {m.projects_member_resend()}
          </Menu.Item>
        )}
        {!own && member.state === 'active' && !member.ends_on && member.role !== 'administrator' && (
          <Menu.Item
            leftSection={<IconCrown size={16} aria-hidden />}
            disabled={whyAdminister !== undefined}
            title={whyAdminister}
            onClick={() => onTransfer(member)}
          >
            {m.projects_member_transfer()}
          </Menu.Item>
        )}
        <Menu.Item
          color="danger"
          leftSection={<IconUserMinus size={16} aria-hidden />}
          disabled={!own && whyEdit !== undefined}
          title={own ? undefined : whyEdit}
          onClick={() => onRemove(member)}
        >
          {own ? m.projects_member_leave() : m.projects_member_remove()}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
