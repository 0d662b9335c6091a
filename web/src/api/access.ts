import { useParams } from '@tanstack/react-router'
import { can, type Needs, whyNot } from '~/lib/rights'
import { useReady } from './query'

/** useProject is the id of the project that the page belongs to. */
export function useProject(): string {
  const { project } = useParams({ strict: false }) as { project?: string }
  if (!project) throw new Error('this page belongs to no project')
  return project
}

/** useAccess is what the reader may do on the project; it is read before any page of a project is drawn. */
export function useAccess() {
  return useReady('projects.access.read', { path: { project: useProject() } }).data
}

/** useCan tells whether the reader may do something on the project. */
export const useCan = (needs: Needs): boolean => can(useAccess(), needs)

/** useWhyNot says why the reader may not do something, or nothing if they may. */
export const useWhyNot = (needs: Needs): string | undefined => whyNot(useAccess(), needs)
