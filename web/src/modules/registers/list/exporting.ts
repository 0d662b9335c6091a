import { today } from '~/lib/date'
import { language } from '~/lib/locale'
import { type Ask, eachPage, type Line } from '../thing/api'
import type { ReadyField } from '../thing/field'
import type { Open } from '../thing/register'
import { type Cell, csv, download } from './csv'

/** exportedCell is a value as it is written to a file: days as 2026-04-20, numbers as numbers, the rest as people read it. */
export function exportedCell(field: ReadyField, line: Line, show: Open['show']): Cell {
  const value = line[field.key]
  if (field.type === 'date' && typeof value === 'string') return value.slice(0, 10)
  if (field.type === 'number' && typeof value === 'number') return value
  return show(field, value, line)
}

/** exportSeen writes the rows and columns that are seen to a file, and tells how many rows have been read. */
export async function exportSeen(
  { register, project, show }: Pick<Open, 'register' | 'project' | 'show'>,
  ask: Ask,
  fields: readonly ReadyField[],
  step: (done: number, total: number | undefined) => void,
) {
  const lines: Cell[][] = [fields.map((field) => field.label())]
  const rows: Line[] = []
  await eachPage(register.thing, project, ask, (items, total) => {
    rows.push(...items)
    step(rows.length, total)
    return undefined
  })
  for (const row of rows) lines.push(fields.map((field) => exportedCell(field, row, show)))
  download(`${register.label().toLowerCase().replaceAll(' ', '-')}-${today()}.csv`, csv(lines, language()))
}
