import type { Item } from '~/api/call'
import { daysBetween } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'

/** Listed is a project as the list of one's projects tells of it. */
export type Listed = Item<'projects.project.list'>

/** Far is how far a project has come: its rows, and the share of their weight that is done. */
export type Far = { rows: number; done: number }

/** untilHandover says how near the handover is, once it is within a quarter of a year. */
export function untilHandover(handover: string | null | undefined, today: string): string | undefined {
  if (!handover) return undefined
  const days = daysBetween(today, handover)
  if (days < 0) return m.projects_handover_past()
  if (days === 0) return m.projects_handover_today()
  return days <= 90 ? m.projects_handover_in({ days }) : undefined
}
