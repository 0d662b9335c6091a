import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { named } from '~/lib/locale'

/** useDisciplines are the project's disciplines by id, as far as the reader may see them. */
export function useDisciplines(): Map<string, string> {
  const { data } = useRead('registers.discipline.list', {
    path: { project: useProject() },
    query: { limit: 500 },
  })
  return new Map(data?.items.map((discipline) => [discipline.id, named(discipline)]))
}
