import { daysBetween, formatDate } from '~/lib/date'
import { locale } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { isOverdue, type Listed } from './words'

const inDays = (days: number) =>
  new Intl.NumberFormat(locale(), { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days)

/** dueText says when an answer is due; in days, while it is near and the designer is to act. */
export function dueText(answer: Pick<Listed, 'status' | 'due_on'>, today: string): string {
  const day = answer.due_on
  if (!day) return ''
  const days = daysBetween(today, day)
  if (isOverdue(answer, today)) return m.design_due_over({ days: inDays(-days) })
  const waits = answer.status === 'asked' || answer.status === 'returned'
  if (!waits || days > 14) return formatDate(day)
  return days === 0 ? m.design_due_today() : m.design_due_in({ days: inDays(days) })
}
