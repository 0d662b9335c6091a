import { useQueries } from '@tanstack/react-query'
import { useProject } from '~/api/access'
import type { Item } from '~/api/call'
import { reading, useRead } from '~/api/query'
import { named } from '~/lib/locale'

type System = Item<'registers.system.list'>

const whole = { limit: 500 }

/** useTags finds systems by their ids: the first of the list at once, and others one by one. */
export function useTags(ids: readonly (string | null)[]): ReadonlyMap<string, System> {
  const project = useProject()
  const { data } = useRead('registers.system.list', { path: { project }, query: whole })
  const known = new Map(data?.items.map((system) => [system.id, system]))
  const missing = data ? [...new Set(ids)].filter((id): id is string => id !== null && !known.has(id)) : []
  const found = useQueries({
    queries: missing.map((id) => reading('registers.system.read', { path: { project, id } })),
  })
  for (const { data: system } of found) if (system) known.set(system.id, system)
  return known
}

/** useNames holds what companies, people and disciplines are called. */
export function useNames() {
  const path = { project: useProject() }
  const { data: companies } = useRead('projects.company.list', { path })
  const { data: people } = useRead('accounts.person.list', { path })
  const { data: disciplines } = useRead('registers.discipline.list', { path, query: whole })
  return {
    companies: companies?.items ?? [],
    people: people?.items.filter(({ program }) => !program) ?? [],
    disciplines: disciplines?.items ?? [],
    company: (id: string | null) => companies?.items.find((one) => one.id === id)?.name ?? '',
    person: (id: string | null) => people?.items.find((one) => one.id === id)?.name ?? '',
    discipline: (id: string | null) => {
      const found = disciplines?.items.find((one) => one.id === id)
      return found ? named(found) : ''
    },
  }
}
