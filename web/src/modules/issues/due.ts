import { daysBetween, formatDate } from '~/lib/date'
import { locale } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { type Entry, isOverdue } from './words'

const inDays = (days: number) =>
  new Intl.NumberFormat(locale(), { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days)

/** dueText says when an entry is due; in days, while it is near and somebody is to act. */
export function dueText(entry: Pick<Entry, 'status' | 'due_on'>, today: string): string {
  const day = entry.due_on
  if (!day) return ''
  const days = daysBetween(today, day)
  if (isOverdue(entry, today)) return m.issues_due_over({ days: inDays(-days) })
  const waits = entry.status === 'new' || entry.status === 'assigned' || entry.status === 'rejected'
  if (!waits || days > 14) return formatDate(day)
  return days === 0 ? m.issues_due_today() : m.issues_due_in({ days: inDays(days) })
}
