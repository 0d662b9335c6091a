import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { named } from '~/lib/locale'

const whole = { limit: 500 }

/** useNames holds what companies, people, disciplines and requirements are called. */
export function useNames() {
  const path = { project: useProject() }
  const { data: companies } = useRead('projects.company.list', { path })
  const { data: people } = useRead('accounts.person.list', { path })
  const { data: disciplines } = useRead('registers.discipline.list', { path, query: whole })
  return {
    companies: companies?.items ?? [],
    people: (people?.items ?? []).filter(({ left }) => !left),
    disciplines: disciplines?.items ?? [],
    company: (id: string | null) => companies?.items.find((one) => one.id === id)?.name ?? '',
    person: (id: string | null) => people?.items.find((one) => one.id === id)?.name ?? '',
    discipline: (id: string | null) => {
      const found = disciplines?.items.find((one) => one.id === id)
      return found ? named(found) : ''
    },
  }
}
