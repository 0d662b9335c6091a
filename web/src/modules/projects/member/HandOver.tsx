import { Select } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { Note } from '~/ui/Note'
import { ProblemNote } from '~/ui/ProblemNote'
import { Lines } from '~/ui/Skeletons'
import css from './handover.module.css'
import type { Duty, Member } from './types'

/** HandOver shows what waits for a member who leaves, or who moves to another company, and asks who takes it over. */
export function HandOver({
  member,
  members,
  company,
  to,
  onChoose,
}: {
  member: Member
  members: readonly Member[]
  /** company is the one that the member moves to; without it they leave the project. */
  company?: string | undefined
  to: string | null
  onChoose: (to: string | null) => void
}) {
  const path = { project: useProject(), member: member.id }
  const query = { ...(company ? { company } : {}), ...(to ? { to } : {}) }
  const { data, error } = useRead('projects.member.duties', { path, query })
  if (error) return <ProblemNote problem={error} />
  if (!data) return <Lines count={3} />
  const waiting = data.items.filter(({ open }) => open > 0)
  // Offered are those who see the area of at least one kind; how much each can take, the server says.
  const takers = members.filter(
    (one) =>
      one.id !== member.id &&
      one.state !== 'ended' &&
      (!company || one.company === member.company) &&
      waiting.some(({ area }) => one.rights.includes(`${area}.view`)),
  )
  return (
    <section className={css.box} aria-label={m.projects_duties()}>
      {waiting.length === 0 ? (
        <p className="muted">{company ? m.projects_duties_none_there() : m.projects_duties_none()}</p>
      ) : (
        <>
          <Counted duties={waiting} chosen={to !== null} moves={company !== undefined} />
          <Select
            label={m.projects_duties_to()}
            description={company ? m.projects_duties_to_colleague() : m.projects_duties_to_about()}
            placeholder={m.projects_duties_nobody()}
            data={takers.map(({ id, name, email, company_name }) => ({
              value: id,
              label: [name || email, company_name].filter(Boolean).join(' · '),
            }))}
            value={to}
            onChange={onChoose}
            clearable
            searchable={takers.length > 8}
            nothingFoundMessage={m.ui_nothing_found()}
            clearButtonProps={{ 'aria-label': m.ui_clear() }}
            comboboxProps={{ transitionProps: { duration: 0 } }}
            checkIconPosition="right"
          />
          {to && waiting.every(({ goes }) => goes === 0) && (
            <Note tone="warn">{m.projects_duties_nothing_goes()}</Note>
          )}
        </>
      )}
      {data.hidden && <p className="muted">{m.projects_duties_hidden()}</p>}
    </section>
  )
}

/** Counted says of each kind how much waits, how much somebody takes over, and why the rest stays. */
function Counted({ duties, chosen, moves }: { duties: readonly Duty[]; chosen: boolean; moves: boolean }) {
  return (
    <table className={css.counted}>
      <caption>{moves ? m.projects_duties_there() : m.projects_duties()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.projects_duties_kind()}</th>
          <th scope="col">{m.projects_duties_open()}</th>
          {chosen && <th scope="col">{m.projects_duties_goes()}</th>}
          {chosen && <th scope="col">{m.projects_duties_stays()}</th>}
          <th scope="col">{m.projects_duties_done()}</th>
        </tr>
      </thead>
      <tbody>
        {duties.map(({ kind, name, open, done, goes, why }) => (
          <tr key={kind}>
            <th scope="row">
              {name.charAt(0).toUpperCase() + name.slice(1)}
              {why && <small className="muted">{why}</small>}
            </th>
            <td>{formatNumber(open)}</td>
            {chosen && <td>{formatNumber(goes)}</td>}
            {chosen && <td>{formatNumber(open - goes)}</td>}
            <td>{formatNumber(done)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
