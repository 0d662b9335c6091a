import { TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { IconSearch, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useAccess, useProject, useWhyNot } from '~/api/access'
import { useRead } from '~/api/query'
import { locale } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { ErrorState } from '~/ui/ErrorState'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { ChangeMember } from './ChangeMember'
import { InviteMember } from './InviteMember'
import { MemberTable } from './MemberTable'
import { Presets } from './Presets'
import { RemoveMember } from './RemoveMember'
import { TransferMember } from './TransferMember'
import type { Member } from './types'

type Doing = { what: 'invite' } | { what: 'change' | 'remove' | 'transfer'; member: Member }

/** MembersPage shows who is on the project and what each may do, and changes it. */
export default function MembersPage() {
  const path = { project: useProject() }
  const { data, error, refetch } = useRead('projects.member.list', { path })
  const { data: roles } = useRead('projects.role.list', { path })
  const { viewer } = useAccess()
  const [doing, setDoing] = useState<Doing>()
  const [q, setQ] = useState('')
  const why = useWhyNot('members.create')
  const members = data?.items ?? []
  const wanted = q.trim().toLocaleLowerCase(locale())
  const shown = members.filter(({ name, email, company_name }) =>
    [name, email, company_name].some((text) => text?.toLocaleLowerCase(locale()).includes(wanted)),
  )
  const active = members.filter(({ state }) => state === 'active').length
  const close = () => setDoing(undefined)

  return (
    <Page>
      <PageHeader
        title={m.projects_members_title()}
        under={data && m.projects_members_count({ active, invited: members.length - active })}
        acts={
          <ActButton
            why={why}
            onClick={() => setDoing({ what: 'invite' })}
            leftSection={<IconUserPlus size={16} aria-hidden />}
          >
            {m.projects_members_invite()}
          </ActButton>
        }
      />
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={8} />
      ) : (
        <>
          {members.length > 8 && (
            <TextInput
              type="search"
              maw={320}
              value={q}
              onChange={(event) => setQ(event.currentTarget.value)}
              placeholder={m.projects_members_find()}
              aria-label={m.projects_members_find()}
              leftSection={<IconSearch size={16} aria-hidden />}
            />
          )}
          {shown.length === 0 ? (
            <p className="muted" role="status">
              {m.projects_members_none_found({ q })}
            </p>
          ) : (
            <Panel>
              <MemberTable
                members={shown}
                roles={roles?.items ?? []}
                onChange={(member) => setDoing({ what: 'change', member })}
                onRemove={(member) => setDoing({ what: 'remove', member })}
                onTransfer={(member) => setDoing({ what: 'transfer', member })}
              />
            </Panel>
          )}
          {!viewer && <Presets />}
        </>
      )}
      {roles && doing?.what === 'invite' && (
        <InviteMember roles={roles.items} members={members} onClose={close} />
      )}
      {roles && doing?.what === 'change' && (
        <ChangeMember roles={roles.items} members={members} member={doing.member} onClose={close} />
      )}
      {doing?.what === 'remove' && <RemoveMember members={members} member={doing.member} onClose={close} />}
      {roles && doing?.what === 'transfer' && (
        <TransferMember roles={roles.items} member={doing.member} onClose={close} />
      )}
    </Page>
  )
}
