import { language, locale } from '~/lib/locale'

/** Span is a week or a month of days, each as 2026-04-20. */
export type Span = 'week' | 'month'

const utc = (day: string) => new Date(`${day}T00:00:00Z`)
const text = (at: Date) => at.toISOString().slice(0, 10)

/** daysOf are the days of the week, from Monday, or of the month that a day is in. */
export function daysOf(day: string, span: Span): string[] {
  const at = utc(day)
  const first = new Date(at)
  if (span === 'week') first.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7))
  else first.setUTCDate(1)
  const count =
    span === 'week' ? 7 : new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
  return Array.from({ length: count }, (_, i) => {
    const one = new Date(first)
    one.setUTCDate(first.getUTCDate() + i)
    return text(one)
  })
}

/** moved is the same place in the week or month before or after. */
export function moved(day: string, span: Span, by: number): string {
  const at = utc(day)
  if (span === 'week') at.setUTCDate(at.getUTCDate() + 7 * by)
  else at.setUTCMonth(at.getUTCMonth() + by, 1)
  return text(at)
}

/** weekOf is the number of the week that a day is in (ISO 8601). */
export function weekOf(day: string): number {
  const thursday = utc(day)
  thursday.setUTCDate(thursday.getUTCDate() + 3 - ((thursday.getUTCDay() + 6) % 7))
  const first = new Date(Date.UTC(thursday.getUTCFullYear(), 0, 4))
  first.setUTCDate(first.getUTCDate() + 3 - ((first.getUTCDay() + 6) % 7))
  return 1 + Math.round((thursday.getTime() - first.getTime()) / 604_800_000)
}

/** monthName is the month that a day is in, with its year. */
export const monthName = (day: string): string =>
  utc(day).toLocaleDateString(locale(), { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** dayName is a day with its weekday. */
export const dayName = (day: string): string =>
  utc(day).toLocaleDateString(locale(), { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })

const pad = (n: number) => String(n).padStart(2, '0')

/** dayOf and timeOf are a moment's day and time where the reader is. */
export const dayOf = (moment: string): string => {
  const at = new Date(moment)
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
}
export const timeOf = (moment: string): string => {
  const at = new Date(moment)
  return `${pad(at.getHours())}:${pad(at.getMinutes())}`
}

/** momentOf is a day and a time where the reader is, as a moment; undefined where one is missing. */
export function momentOf(day: string | null, time: string): string | undefined {
  if (!day || !/^\d{2}:\d{2}$/.test(time)) return undefined
  const at = new Date(`${day}T${time}:00`)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString().replace('.000Z', 'Z')
}

/** clock is a time as the reader's language writes it. */
export const clock = (moment: string): string =>
  language() === 'da' ? timeOf(moment).replace(':', '.') : timeOf(moment)
