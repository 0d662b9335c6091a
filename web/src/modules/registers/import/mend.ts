import type { Cell } from '~/lib/csv'
import type { Import, ReportLine } from './importWords'

/** Mended holds the corrected cells of wrong rows, by row and column. */
export type Mended = ReadonlyMap<string, string>

const mark = '\u0000'

/** cellKey names a cell of a row of the file. */
export const cellKey = (line: string, column: string) => `${line}${mark}${column}`

/** mended keeps a corrected cell; one that is as it was needs no correcting. */
export function mended(all: Mended, line: string, column: string, was: string, value: string): Mended {
  const next = new Map(all)
  if (value === was) next.delete(cellKey(line, column))
  else next.set(cellKey(line, column), value)
  return next
}

/** mendedCells are the corrections as the server takes them. */
export const mendedCells = (all: Mended) =>
  [...all].map(([key, value]) => {
    const [line = '', column = ''] = key.split(mark)
    return { line, column, value }
  })

/**
 * isMendable tells whether a wrong cell can be corrected here: of a table, under a header that is used; of a
 * COBie workbook, under one of its sheet's, unless it describes a row that is not there.
 */
export const isMendable = (
  { format, mapping, sheets }: Pick<Import, 'format' | 'mapping' | 'sheets'>,
  { sheet, thing }: Pick<ReportLine, 'sheet' | 'thing'>,
  column: string,
) =>
  format === 'table'
    ? Object.values(mapping).includes(column)
    : thing !== 'fact' && (sheets.find(({ name }) => name === sheet)?.headers.includes(column) ?? false)

/**
 * wrongRows are the wrong rows as a table with the file's own headers, so that
 * it can be mended in a spreadsheet and brought in again; the reasons stand last.
 */
export function wrongRows(
  lines: readonly ReportLine[],
  words: { sheet: string; row: string; reason: string },
): Cell[][] {
  const headers = [
    ...new Set(
      lines.flatMap(({ cells, wrong }) => [...Object.keys(cells), ...wrong.map(({ column }) => column)]),
    ),
  ].filter(Boolean)
  return [
    [...headers, words.sheet, words.row, words.reason],
    ...lines.map(({ sheet, row, cells, wrong }) => [
      ...headers.map((header) => cells[header] ?? wrong.find(({ column }) => column === header)?.value ?? ''),
      sheet,
      row,
      wrong.map(({ column, reason }) => (column ? `${column}: ${reason}` : reason)).join('; '),
    ]),
  ]
}
