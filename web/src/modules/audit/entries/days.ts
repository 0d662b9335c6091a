import { today } from '~/lib/date'
import { locale } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'

/** byDay gathers what happened by the reader's own days, in the order given. */
export function byDay<Happened extends { at: string }>(
  all: readonly Happened[],
): { day: string; items: Happened[] }[] {
  const days: { day: string; items: Happened[] }[] = []
  for (const one of all) {
    const day = today(new Date(one.at))
    const last = days.at(-1)
    if (last?.day === day) last.items.push(one)
    else days.push({ day, items: [one] })
  }
  return days
}

/** dayName says a day in words, the last two as today and yesterday. */
export function dayName(day: string, now: Date = new Date()): string {
  if (day === today(now)) return m.audit_today()
  if (day === today(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)))
    return m.audit_yesterday()
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

/** timeOf is the time of day of a moment, by the reader's clock. */
export function timeOf(moment: string): string {
  const at = new Date(moment)
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
}

/** momentsOf turns days chosen by the reader into the moments at which they begin and end. */
export function momentsOf(from: string | undefined, to: string | undefined): { from?: string; to?: string } {
  const begin = (day: string, later: number) => {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
    return new Date(year, month - 1, date + later).toISOString()
  }
  return { ...(from ? { from: begin(from, 0) } : {}), ...(to ? { to: begin(to, 1) } : {}) }
}
