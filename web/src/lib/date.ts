import { language, locale } from './locale'

/** formatDate writes a day such as 2026-04-20 as 20-04-2026 in Danish and 20 Apr 2026 in English. */
export function formatDate(day: string | null | undefined): string {
  const [, y, m, d] = /^(\d{4})-(\d{2})-(\d{2})/.exec(day ?? '') ?? []
  if (!y || !m || !d) return ''
  if (language() === 'da') return `${d}-${m}-${y}`
  const name = new Date(Date.UTC(Number(y), Number(m) - 1, 1)).toLocaleString('en-GB', {
    month: 'short',
    timeZone: 'UTC',
  })
  return `${Number(d)} ${name} ${y}`
}

/** formatMoment writes a moment in the reader's own time zone, to the minute. */
export function formatMoment(moment: string | null | undefined): string {
  if (!moment) return ''
  const at = new Date(moment)
  if (Number.isNaN(at.getTime())) return ''
  const pad = (n: number) => String(n).padStart(2, '0')
  const day = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
  return `${formatDate(day)} ${pad(at.getHours())}:${pad(at.getMinutes())}`
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** formatAgo says how long ago a moment was, or how long until it comes. */
export function formatAgo(moment: string, now: Date = new Date()): string {
  const seconds = (new Date(moment).getTime() - now.getTime()) / 1000
  const words = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' })
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit)
  }
  return words.format(0, 'second')
}

/** today is the reader's day as 2026-04-20. */
export function today(now: Date = new Date()): string {
  const pad = (n: number) => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
}

/** daysBetween counts the days from one day to another, negative when the second comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/**
 * parseDate reads a day as people type and paste it: 20-04-2026, 20.4.26,
 * 20/4 2026 and 2026-04-20; a day that does not exist gives undefined.
 */
export function parseDate(text: string): string | undefined {
  const t = text.trim()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T.*)?$/.exec(t)
  const common = /^(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{2}|\d{4})$/.exec(t)
  const [y, m, d] = iso ? [iso[1], iso[2], iso[3]] : common ? [common[3], common[2], common[1]] : []
  if (!y || !m || !d) return undefined
  const year = Number(y.length === 2 ? `20${y}` : y)
  const at = new Date(Date.UTC(year, Number(m) - 1, Number(d)))
  const real =
    at.getUTCFullYear() === year && at.getUTCMonth() === Number(m) - 1 && at.getUTCDate() === Number(d)
  return real ? at.toISOString().slice(0, 10) : undefined
}
