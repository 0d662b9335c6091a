import { daysBetween, formatDate } from '~/lib/date'
import { locale } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'

/** Due is how near a day is. */
export type Due = 'over' | 'soon' | 'later' | 'none'

/** dueOf places a day among what is over, what comes within a week, what comes later, and what has no day. */
export function dueOf(day: string | null, today: string): Due {
  if (!day) return 'none'
  const days = daysBetween(today, day)
  return days < 0 ? 'over' : days <= 7 ? 'soon' : 'later'
}

const inDays = (days: number) =>
  new Intl.NumberFormat(locale(), { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days)

/** dueText says how near a day is, in days as long as they are few. */
export function dueText(day: string | null, today: string): string {
  if (!day) return ''
  const days = daysBetween(today, day)
  if (days < 0) return m.verification_due_over({ days: inDays(-days) })
  if (days === 0) return m.verification_due_today()
  return days <= 14 ? m.verification_due_in({ days: inDays(days) }) : formatDate(day)
}

const order: Due[] = ['over', 'soon', 'later', 'none']

/** byDue gathers rows under how near their day is; what there is none of is left out. */
export function byDue<Row extends { planned_on: string | null }>(
  rows: readonly Row[],
  today: string,
): { due: Due; rows: Row[] }[] {
  return order
    .map((due) => ({ due, rows: rows.filter(({ planned_on }) => dueOf(planned_on, today) === due) }))
    .filter((group) => group.rows.length > 0)
}
