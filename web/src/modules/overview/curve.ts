import type { Answer } from '~/api/call'
import { daysBetween } from '~/lib/date'

/** Curve is the weight planned and done week by week. */
export type Curve = Answer<'registers.curve.read'>
export type Week = Curve['weeks'][number]

/** later is the day so many days after another. */
export const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Sheet is the room that a curve is drawn in. */
export type Sheet = {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
}

/** Drawn is a curve as lines on a sheet. */
export type Drawn = {
  planned: string
  done: string
  /** forecast leads from today to where all is done, or to the edge. */
  forecast: string | undefined
  today: number
  x: (day: string) => number
  y: (share: number) => number
  /** months are the days that the axis names. */
  months: string[]
}

/** ahead is how much farther than the plan the sheet reaches for the sake of a forecast, at most. */
const ahead = 0.5

/** drawn lays a curve on a sheet; a week's point lies at its end, which is the next Monday. */
export function drawn(curve: Curve, { width, height, left, right, top, bottom }: Sheet): Drawn {
  const { weeks, total, today } = curve
  const first = weeks[0]?.from ?? today
  const end = later(weeks.at(-1)?.from ?? today, 7)
  const span = Math.max(7, daysBetween(first, end))
  const wanted = curve.done_by ? daysBetween(first, curve.done_by) : 0
  const reach = Math.max(span, Math.min(wanted, Math.round(span * (1 + ahead))))
  const x = (day: string) => left + (daysBetween(first, day) / reach) * (width - left - right)
  const y = (share: number) => top + (1 - share) * (height - top - bottom)
  const point = (day: string, weight: number) => `${round(x(day))} ${round(y(weight / (total || 1)))}`
  const line = (points: string[]) => (points.length > 0 ? `M${points.join('L')}` : '')
  const now = weeks.findIndex((week) => daysBetween(week.from, today) < 7)
  const done = weeks.flatMap((week, at) => {
    if (week.done === null || (now >= 0 && at > now)) return []
    return [point(at === now ? today : later(week.from, 7), week.done)]
  })
  const start = weeks[0]
  return {
    planned: line([point(first, 0), ...weeks.map((week) => point(later(week.from, 7), week.planned))]),
    done: start ? line([point(first, curve.undated), ...done]) : '',
    forecast: forecast(curve, later(first, reach), point),
    today: x(today),
    x,
    y,
    months: months(first, later(first, reach), width),
  }
}

const round = (n: number) => Math.round(n * 10) / 10

function forecast(
  { today, done, total, done_by }: Curve,
  edge: string,
  point: (day: string, weight: number) => string,
): string | undefined {
  if (!done_by) return undefined
  const all = daysBetween(today, done_by)
  const seen = Math.min(all, daysBetween(today, edge))
  const reached = all > 0 ? done + ((total - done) * seen) / all : total
  return `M${point(today, done)}L${point(later(today, seen), reached)}`
}

/** months are the first days of months between two days, as many as there is room for. */
function months(from: string, to: string, width: number): string[] {
  const all: string[] = []
  const at = new Date(`${from.slice(0, 7)}-01T00:00:00Z`)
  for (;;) {
    at.setUTCMonth(at.getUTCMonth() + 1)
    const day = at.toISOString().slice(0, 10)
    if (day > to) break
    all.push(day)
  }
  const room = Math.max(2, Math.floor(width / 76))
  const every = [1, 2, 3, 6, 12, 24].find((step) => all.length / step <= room) ?? 48
  return all.filter((day) => (Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1) % every === 0)
}

/** weekAt is the week that a day lies in, by its place among the weeks. */
export const weekAt = (weeks: readonly Week[], day: string): number =>
  Math.min(weeks.length - 1, Math.max(0, Math.floor(daysBetween(weeks[0]?.from ?? day, day) / 7)))

/** weekNumber is the number of the week that begins on a Monday, as ISO 8601 counts. */
export function weekNumber(monday: string): number {
  const thursday = later(monday, 3)
  return 1 + Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7)
}
