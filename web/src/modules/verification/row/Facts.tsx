import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { formatDate, today } from '~/lib/date'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { dueOf, dueText } from '../due'
import type { Row } from '../limit'
import { useSystems } from '../systems'
import css from './row.module.css'

const whole = { limit: 500 }

/** Facts says where a row belongs and whose it is. */
export function Facts({ row }: { row: Row }) {
  const path = { project: useProject() }
  const system = useSystems([row.system]).get(row.system ?? '')
  const { data: disciplines } = useRead('registers.discipline.list', { path, query: whole })
  const { data: phases } = useRead('registers.phase.list', { path, query: whole })
  const { data: methods } = useRead('registers.method.list', { path, query: whole })
  const { data: companies } = useRead('projects.company.list', { path })
  const { data: people } = useRead('accounts.person.list', { path })

  const of = (
    list: { items: { id: string; name_da: string; name_en: string }[] } | undefined,
    id: unknown,
  ) => {
    const found = list?.items.find((one) => one.id === id)
    return found ? named(found) : ''
  }
  const company = companies?.items.find(({ id }) => id === row.company)?.name
  const person = people?.items.find(({ id }) => id === row.person)?.name
  const due = row.planned_on && [
    formatDate(row.planned_on),
    dueOf(row.planned_on, today()) === 'later' || row.done_on ? '' : dueText(row.planned_on, today()),
  ]
  const facts: [string, string][] = [
    [m.verification_fact_system(), system ? `${system.tag} ${named(system)}` : ''],
    [m.verification_fact_discipline(), of(disciplines, row.discipline)],
    [m.verification_fact_phase(), of(phases, row.phase)],
    [m.verification_fact_milestone(), of(phases, row.milestone)],
    [m.verification_fact_method(), of(methods, row.method)],
    [m.verification_fact_responsible(), [person, company].filter(Boolean).join(', ')],
    [m.verification_fact_due(), due ? due.filter(Boolean).join(' · ') : ''],
    [m.verification_fact_done(), formatDate(row.done_on)],
  ]
  return (
    <dl className={css.list}>
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}
