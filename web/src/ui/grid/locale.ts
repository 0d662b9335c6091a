/** Locale is the language whose habits numbers and dates are read and shown by. */
export type Locale = 'da' | 'en'

const tags: Record<Locale, string> = { da: 'da-DK', en: 'en-GB' }
const numbers = new Map<string, Intl.NumberFormat>()

/** formatNumber shows a number as the locale writes it, with no more decimals than it has. */
export function formatNumber(value: number, locale: Locale, decimals?: number): string {
  const key = `${locale}${decimals ?? ''}`
  let format = numbers.get(key)
  if (!format) {
    format = new Intl.NumberFormat(tags[locale], {
      minimumFractionDigits: decimals ?? 0,
      maximumFractionDigits: decimals ?? 12,
    })
    numbers.set(key, format)
  }
  return format.format(value)
}

/**
 * parseNumber reads a number as people write it in the locale: spaces and apostrophes group, comma and point
 * are both accepted. A lone separator counts as the group mark of the locale only where it stands as one.
 */
export function parseNumber(text: string, locale: Locale): number | undefined {
  let rest = text.replace(/[\s'’]/g, '').replace('−', '-')
  const exponent = /e[+-]?\d+$/i.exec(rest)?.[0] ?? ''
  rest = rest.slice(0, rest.length - exponent.length)
  const negative = /^-|^\(.*\)$/.test(rest)
  rest = rest.replace(/^[-+]/, '').replace(/^\((.*)\)$/, '$1')
  if (!/^[\d.,]*\d[\d.,]*$/.test(rest)) return undefined
  const decimal = decimalMark(rest, locale)
  if (decimal === undefined) return undefined
  const [whole = '', fraction = '', ...more] = decimal ? rest.split(decimal) : [rest]
  if (more.length || /\D/.test(fraction)) return undefined
  if (/\D/.test(whole) && !/^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(whole)) return undefined
  const value = Number(
    `${negative ? '-' : ''}${whole.replace(/\D/g, '') || '0'}.${fraction || '0'}${exponent}`,
  )
  return Number.isFinite(value) ? value : undefined
}

/** Finds which sign separates the decimals: '' for none, undefined where the text is no number at all. */
function decimalMark(text: string, locale: Locale): string | undefined {
  const comma = text.lastIndexOf(',')
  const point = text.lastIndexOf('.')
  if (comma < 0 && point < 0) return ''
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.'
  const mark = comma >= 0 ? ',' : '.'
  if (text.indexOf(mark) !== text.lastIndexOf(mark)) return ''
  const groups = /^[1-9]\d{0,2}[.,]\d{3}$/.test(text)
  return groups && mark === (locale === 'da' ? '.' : ',') ? '' : mark
}

/**
 * formatDate shows an ISO date as the locale writes it; a moment is shown with its time where the reader is.
 */
export function formatDate(iso: string, locale: Locale): string {
  const mark = locale === 'da' ? '-' : '/'
  if (iso.length > 10) {
    const moment = new Date(iso)
    if (Number.isNaN(moment.getTime())) return iso
    const two = (part: number) => String(part).padStart(2, '0')
    const day = [two(moment.getDate()), two(moment.getMonth() + 1), moment.getFullYear()].join(mark)
    return `${day} ${two(moment.getHours())}:${two(moment.getMinutes())}`
  }
  return iso.length === 10 ? iso.slice(8) + mark + iso.slice(5, 7) + mark + iso.slice(0, 4) : iso
}

/**
 * parseDate reads a date in the ways people type and paste it (ISO, day before month with any mark, names of
 * months in Danish or English, the year left out) and gives it as ISO. `today` decides a missing year.
 */
export function parseDate(text: string, today: string): string | undefined {
  const rest = text.trim().toLowerCase()
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?$/.exec(rest)
  if (iso) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const plain =
    /^(\d{1,2})[-/. ]+(\d{1,2})(?:[-/. ]+(\d{4}|\d{2}))?\.?(?: \d{1,2}[:.]\d{2}([:.]\d{2})?)?$/.exec(rest)
  if (plain) return isoDate(fullYear(plain[3], today), Number(plain[2]), Number(plain[1]))
  const named = /^(\d{1,2})[-/. ]*(\p{L}{3,})[-/. ]*(\d{4}|\d{2})?$/u.exec(rest)
  if (named) return isoDate(fullYear(named[3], today), monthNumber(named[2] ?? ''), Number(named[1]))
  return undefined
}

/** dayOf gives the date of a moment where the reader is, as ISO. */
export function dayOf(moment: Date): string {
  return `${moment.getFullYear()}-${String(moment.getMonth() + 1).padStart(2, '0')}-${String(moment.getDate()).padStart(2, '0')}`
}

function fullYear(text: string | undefined, today: string): number {
  if (!text) return Number(today.slice(0, 4))
  const year = Number(text)
  return text.length === 4 ? year : year < 70 ? 2000 + year : 1900 + year
}

let months: string[][] | undefined

function monthNumber(name: string): number {
  months ??= Object.values(tags).map((tag) => {
    const format = new Intl.DateTimeFormat(tag, { month: 'long', timeZone: 'UTC' })
    return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2026, month, 1)).toLowerCase())
  })
  for (const names of months) {
    const found = names.findIndex((full) => full.startsWith(name))
    if (found >= 0) return found + 1
  }
  return 0
}

function isoDate(year: number, month: number, day: number): string | undefined {
  const moment = new Date(Date.UTC(year, month - 1, day))
  if (moment.getUTCMonth() !== month - 1 || moment.getUTCDate() !== day || year < 1800) return undefined
  return moment.toISOString().slice(0, 10)
}
