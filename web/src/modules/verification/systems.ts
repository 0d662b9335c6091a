import { useQueries } from '@tanstack/react-query'
import { useProject } from '~/api/access'
import type { Item } from '~/api/call'
import { reading, useRead } from '~/api/query'

/** System is a plant that rows are about. */
export type System = Item<'registers.system.list'>

const atOnce = 500

/** useSystems finds systems by their ids: the first of the list at once, and others one by one. */
export function useSystems(ids: readonly (string | null)[]): ReadonlyMap<string, System> {
  const project = useProject()
  const { data } = useRead('registers.system.list', { path: { project }, query: { limit: atOnce } })
  const known = new Map(data?.items.map((system) => [system.id, system]))
  const missing = data ? [...new Set(ids)].filter((id): id is string => id !== null && !known.has(id)) : []
  const found = useQueries({
    queries: missing.map((id) => reading('registers.system.read', { path: { project, id } })),
  })
  for (const { data: system } of found) if (system) known.set(system.id, system)
  return known
}
