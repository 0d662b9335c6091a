import { useQueries } from '@tanstack/react-query'
import { useProject } from '~/api/access'
import { reading, useRead } from '~/api/query'
import { named } from '~/lib/locale'

const whole = { limit: 500 }

/** useNames holds what companies, people, disciplines, phases and systems are called. */
export function useNames() {
  const path = { project: useProject() }
  const { data: companies } = useRead('projects.company.list', { path })
  const { data: people } = useRead('accounts.person.list', { path })
  const { data: disciplines } = useRead('registers.discipline.list', { path, query: whole })
  const { data: phases } = useRead('registers.phase.list', { path, query: whole })
  const found = (all: { id: string }[] | undefined, id: string | null) => all?.find((one) => one.id === id)
  const by = (all: { id: string; name_da: string; name_en: string }[] | undefined, id: string | null) => {
    const one = found(all, id) as { name_da: string; name_en: string } | undefined
    return one ? named(one) : ''
  }
  return {
    companies: companies?.items ?? [],
    people: (people?.items ?? []).filter(({ left, program }) => !left && !program),
    disciplines: disciplines?.items ?? [],
    phases: phases?.items ?? [],
    company: (id: string | null) => companies?.items.find((one) => one.id === id)?.name ?? '',
    person: (id: string | null) => people?.items.find((one) => one.id === id)?.name ?? '',
    discipline: (id: string | null) => by(disciplines?.items, id),
    phase: (id: string | null) => by(phases?.items, id),
  }
}

/** useTags finds the tags of systems by their ids: the first of the list at once, and others one by one. */
export function useTags(ids: readonly (string | null)[]): ReadonlyMap<string, string> {
  const project = useProject()
  const { data } = useRead('registers.system.list', { path: { project }, query: whole })
  const known = new Map(data?.items.map(({ id, tag }) => [id, tag]))
  const missing = data ? [...new Set(ids)].filter((id): id is string => id !== null && !known.has(id)) : []
  const found = useQueries({
    queries: missing.map((id) => reading('registers.system.read', { path: { project, id } })),
  })
  for (const { data: system } of found) if (system) known.set(system.id, system.tag)
  return known
}
