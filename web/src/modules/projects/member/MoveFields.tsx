import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { useHeld } from '~/ui/form/Form'
import { SuggestField } from '~/ui/form/SuggestField'
import { Note } from '~/ui/Note'
import { HandOver } from './HandOver'
import css from './handover.module.css'
import type { Member } from './types'

/** MoveFields say which company a member acts for on the project, and, when that is to change, what else changes. */
export function MoveFields({
  member,
  members,
  companies,
  company,
}: {
  member: Member
  members: readonly Member[]
  /** companies are the names of those on the project. */
  companies: string[]
  /** company is the id of the one in the field; undefined where nobody moves. */
  company: string | undefined
}) {
  const { values, set } = useHeld()
  return (
    <Fields>
      <SuggestField
        name="company_name"
        label={m.projects_move_company()}
        description={m.projects_move_company_about()}
        suggestions={companies}
      />
      {company && (
        <>
          <Note>
            {m.projects_move_note({ company: member.company_name || m.projects_move_no_company() })}
          </Note>
          {values.own_company === true && <Seen member={member} company={company} />}
          {member.company && (
            <HandOver
              member={member}
              members={members}
              company={company}
              to={values.to as string | null}
              onChoose={(to) => set('to', to)}
            />
          )}
        </>
      )}
    </Fields>
  )
}

/** Seen says how many rows somebody who sees their own company's alone sees after a move, and before it where that was so already. */
function Seen({ member, company }: { member: Member; company: string }) {
  const path = { project: useProject(), member: member.id }
  const { data } = useRead('projects.member.duties', { path, query: { company } })
  const changed = data?.items.filter(({ before, after }) => before + after > 0) ?? []
  if (changed.length === 0) return null
  return (
    <Note tone="warn">
      {member.own_company ? m.projects_move_sees() : m.projects_move_will_see()}
      <ul className={css.seen}>
        {changed.map(({ kind, name, before, after }) => (
          <li key={kind}>
            {member.own_company
              ? m.projects_move_seen({ name, before: formatNumber(before), after: formatNumber(after) })
              : m.projects_move_seen_after({ name, after: formatNumber(after) })}
          </li>
        ))}
      </ul>
    </Note>
  )
}
