import {
  type Icon,
  IconBriefcase,
  IconCalendarEvent,
  IconClipboardCheck,
  IconRoute,
  IconTable,
} from '@tabler/icons-react'
import { m } from '~/lib/paraglide/messages'
import { type Access, can } from '~/lib/rights'
import type { Entry, Group } from './module'
import { modules } from './modules'

const inOrder = (entries: Entry[]) => entries.sort((a, b) => a.order - b.order)

/** entriesFor is the menu of a project for somebody with this access: what they may not see is not there. */
export function entriesFor(access: Access): Entry[] {
  return inOrder(modules.flatMap(({ nav = [] }) => nav).filter(({ needs }) => can(access, needs)))
}

/** homeEntries is the menu outside of any project. */
export const homeEntries = (): Entry[] => inOrder(modules.flatMap(({ homeNav = [] }) => homeNav))

/** groups are what the parts of the menu are called, where there is room for one line of each only. */
export const groups: Record<Group, { label: () => string; icon: Icon }> = {
  registers: { label: m.app_nav_group_registers, icon: IconTable },
  design: { label: m.app_nav_group_design, icon: IconRoute },
  tests: { label: m.app_nav_group_tests, icon: IconClipboardCheck },
  plan: { label: m.app_nav_group_plan, icon: IconCalendarEvent },
  project: { label: m.app_nav_group_project, icon: IconBriefcase },
}

/** Part is a part of the menu: the lines of a group, or lines that stand by themselves. */
export type Part = { group: Group | undefined; entries: Entry[] }

/** partsOf puts the lines of a menu together by their groups; a group of one line is none. */
export function partsOf(entries: readonly Entry[]): Part[] {
  const parts: Part[] = []
  for (const entry of entries) {
    const last = parts.at(-1)
    if (last && last.group === entry.group) last.entries.push(entry)
    else parts.push({ group: entry.group, entries: [entry] })
  }
  return parts.map((part) => (part.entries.length > 1 ? part : { ...part, group: undefined }))
}

/** groupAt is the group that a page of a project belongs to: that of its line, or else that of its module's first. */
export function groupAt(path: string): Group | undefined {
  const [first = ''] = path.split('/')
  const line = modules.flatMap(({ nav = [] }) => nav).find(({ to }) => to === first)
  if (line) return line.group
  const own = modules.find(({ project = [] }) => project.some((page) => page.path.split('/')[0] === first))
  return own?.nav?.[0]?.group
}
