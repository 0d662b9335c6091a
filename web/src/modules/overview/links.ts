import { daysBetween } from '~/lib/date'
import { locale } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { open } from './tally'

/** Condition is one line of a register's filter, as its address holds it. */
export type Condition = { field: string; op: string; value: unknown }

/** To is where a link leads: an address and what its search part says. */
export type To = { to: string; search: never }

/** toRows leads to the rows of the register that match. */
export const toRows = (project: string, ...filter: Condition[]): To => ({
  to: `/projects/${project}/registers/rows`,
  search: (filter.length > 0 ? { filter } : {}) as never,
})

const dayOff = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** isLate asks for open rows whose day has passed. */
export const isLate = (today: string): Condition[] => [
  { field: 'status', op: 'in', value: open },
  { field: 'planned_on', op: 'lte', value: dayOff(today, -1) },
]

/** isSoon asks for open rows that are planned for the next fourteen days. */
export const isSoon = (today: string): Condition[] => [
  { field: 'status', op: 'in', value: open },
  { field: 'planned_on', op: 'gte', value: today },
  { field: 'planned_on', op: 'lte', value: dayOff(today, 14) },
]

/** lateness says in words how near a row's day is; without a day there is nothing to say. */
export function lateness(day: string | null, today: string): string {
  if (!day) return ''
  const days = daysBetween(today, day)
  const words = new Intl.NumberFormat(locale(), { style: 'unit', unit: 'day', unitDisplay: 'long' })
  if (days < 0) return m.overview_due_over({ days: words.format(-days) })
  return days === 0 ? m.overview_due_today() : m.overview_due_in({ days: words.format(days) })
}
