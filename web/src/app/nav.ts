import { type Access, can } from '~/lib/rights'
import type { Entry } from './module'
import { modules } from './modules'

const inOrder = (entries: Entry[]) => entries.sort((a, b) => a.order - b.order)

/** entriesFor is the menu of a project for somebody with this access: what they may not see is not there. */
export function entriesFor(access: Access): Entry[] {
  return inOrder(modules.flatMap(({ nav = [] }) => nav).filter(({ needs }) => can(access, needs)))
}

/** homeEntries is the menu outside of any project. */
export const homeEntries = (): Entry[] => inOrder(modules.flatMap(({ homeNav = [] }) => homeNav))
