const pad = (n: number) => String(n).padStart(2, '0')

/** toInput writes a moment as a field for date and time holds it, in the reader's own time zone. */
export function toInput(moment: string): string {
  const at = new Date(moment)
  if (Number.isNaN(at.getTime())) return ''
  const day = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
  return `${day}T${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`
}

/** fromInput reads such a field; one that is half filled in gives nothing. */
export function fromInput(text: string): string | undefined {
  const at = new Date(text)
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && !Number.isNaN(at.getTime())
    ? at.toISOString()
    : undefined
}

/** Mark is a moment at which something happened. */
export type Mark = { at: string }

/** earlier is the last mark before a moment, later the first after it; moments are as precise as the server's. */
export const earlier = (marks: readonly Mark[], at: string): string | undefined =>
  marks.findLast((mark) => before(mark.at, at))?.at
export const later = (marks: readonly Mark[], at: string): string | undefined =>
  marks.find((mark) => before(at, mark.at))?.at

// Beyond thousandths of a second a Date tells nothing apart.
const before = (one: string, other: string) => {
  const [a, b] = [Date.parse(one), Date.parse(other)]
  return a === b ? fraction(one) < fraction(other) : a < b
}
const fraction = (at: string) => (/\.(\d+)/.exec(at)?.[1] ?? '').padEnd(9, '0')

/** share is where a moment lies between two others, from 0 to 1. */
export function share(at: string, from: string, to: string): number {
  const [a, b] = [Date.parse(from), Date.parse(to)]
  return b > a ? Math.min(1, Math.max(0, (Date.parse(at) - a) / (b - a))) : 1
}
