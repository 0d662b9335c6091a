import { useQueries } from '@tanstack/react-query'
import { useProject } from '~/api/access'
import { reading, useRead } from '~/api/query'
import { initials } from '~/lib/initials'

const whole = { limit: 500 }

/** useNames holds what people, companies, systems and milestones of bookings are called. */
export function useNames(systems: readonly string[] = []) {
  const path = { project: useProject() }
  const { data: companies } = useRead('projects.company.list', { path })
  const { data: people } = useRead('accounts.person.list', { path })
  const { data: gates } = useRead('gates.gate.list', { path })
  const { data: list } = useRead('registers.system.list', { path, query: whole })
  const known = new Map(list?.items.map(({ id, tag }) => [id, tag]))
  const missing = list ? [...new Set(systems)].filter((id) => !known.has(id)) : []
  const found = useQueries({
    queries: missing.map((id) => reading('registers.system.read', { path: { ...path, id } })),
  })
  for (const { data } of found) if (data) known.set(data.id, data.tag)
  return {
    companies: companies?.items ?? [],
    people: people?.items.filter(({ left, signs_in }) => !left && signs_in) ?? [],
    milestones: gates?.items.filter(({ milestone }) => milestone) ?? [],
    systems: known,
    company: (id: string) => companies?.items.find((one) => one.id === id)?.name ?? '',
    person: (id: string) => people?.items.find((one) => one.id === id)?.name ?? '',
    gate: (id: string | null) => gates?.items.find((one) => one.id === id),
    initials: (id: string) => initials(people?.items.find((one) => one.id === id)?.name ?? ''),
  }
}
