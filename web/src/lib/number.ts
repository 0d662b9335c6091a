import { language, locale } from './locale'

/** formatNumber writes a number as the reader's language does: 1.234,5 or 1,234.5. */
export function formatNumber(value: number, decimals?: number): string {
  return new Intl.NumberFormat(locale(), {
    maximumFractionDigits: decimals ?? 6,
    ...(decimals === undefined ? {} : { minimumFractionDigits: decimals }),
  }).format(value)
}

/** formatShare writes a share between 0 and 1 as a whole percentage that says 100 only when all is done. */
export function formatShare(share: number): string {
  const percent = share * 100
  const whole = percent >= 100 ? 100 : percent > 99 ? 99 : Math.round(percent)
  return new Intl.NumberFormat(locale(), { style: 'percent' }).format(whole / 100)
}

/** formatPercent writes a share with one decimal, where the decimals matter. */
export const formatPercent = (share: number): string =>
  new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 1 }).format(share)

/** formatMoney writes an amount with its currency and no decimals. */
export function formatMoney(value: number, currency: string): string {
  try {
    return new Intl.NumberFormat(locale(), { style: 'currency', currency, maximumFractionDigits: 0 }).format(
      value,
    )
  } catch {
    return `${formatNumber(value, 0)} ${currency}`
  }
}

/** formatSize writes a number of bytes with the unit that suits it. */
export function formatSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let at = 0
  let value = bytes
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000
    at++
  }
  return `${formatNumber(value, value < 10 && at > 0 ? 1 : 0)} ${units[at]}`
}

/**
 * parseNumber reads a number as people type and paste it. A comma is the
 * decimal mark in both languages unless it can only separate thousands; a dot
 * separates thousands in Danish only where groups of three follow. What is not
 * a number gives undefined.
 */
export function parseNumber(text: string): number | undefined {
  let t = text
    .trim()
    .replace(/[\s\u00a0\u202f']/g, '')
    .replace(/^\u2212/, '-')
  if (t === '') return undefined
  const comma = t.lastIndexOf(',')
  const dot = t.lastIndexOf('.')
  if (comma >= 0 && dot >= 0) {
    t = comma > dot ? t.replaceAll('.', '').replace(',', '.') : t.replaceAll(',', '')
  } else if (comma >= 0) {
    const grouped = /^-?[1-9]\d{0,2}(,\d{3})+$/.test(t)
    const many = t.indexOf(',') !== comma
    t = (grouped && language() === 'en') || many ? t.replaceAll(',', '') : t.replace(',', '.')
  } else if (dot >= 0) {
    const grouped = /^-?[1-9]\d{0,2}(\.\d{3})+$/.test(t)
    const many = t.indexOf('.') !== dot
    if ((grouped && language() === 'da') || many) t = t.replaceAll('.', '')
  }
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(t) ? Number(t) : undefined
}
