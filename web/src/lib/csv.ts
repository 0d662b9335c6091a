import type { Language } from './locale'

/** Cell is one value of a table that is written out. */
export type Cell = string | number | boolean | null | undefined

/** A text that begins so would be carried out as a formula by a spreadsheet. */
const formula = /^[=+\-@\t\r]/
const number = /^[+-]?\d+([.,]\d+)*$/

/**
 * csvCell writes one value. Numbers have the decimal mark of the language, as
 * its spreadsheets read them; a text that would be carried out is kept from it
 * by an apostrophe.
 */
export function csvCell(value: Cell, language: Language): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return language === 'da' ? String(value).replace('.', ',') : String(value)
  if (typeof value === 'boolean') return String(value)
  const safe = formula.test(value) && !number.test(value) ? `'${value}` : value
  return /[";,\n\r]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** csv writes a table as the spreadsheets of the language open it. */
export function csv(lines: readonly (readonly Cell[])[], language: Language): string {
  const mark = language === 'da' ? ';' : ','
  const body = lines.map((line) => line.map((cell) => csvCell(cell, language)).join(mark)).join('\r\n')
  // The mark at the start tells Excel that the letters are UTF-8.
  return `\ufeff${body}\r\n`
}
