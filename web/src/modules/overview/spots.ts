import { type SystemShare, type Tally, tally } from './tally'

/** Column is a phase or a milestone of the matrix. */
export type Column = { id: string; milestone: boolean }

/** cells sums shares by system and by phase and milestone: a row counts in its phase, and in its milestone too. */
export function cells(shares: readonly SystemShare[]): Map<string, Map<string, Tally>> {
  const groups = new Map<string, Map<string, SystemShare[]>>()
  for (const share of shares) {
    const system = share.system ?? ''
    const columns = groups.get(system) ?? new Map<string, SystemShare[]>()
    groups.set(system, columns)
    for (const column of [share.phase, share.milestone]) {
      if (column) columns.set(column, [...(columns.get(column) ?? []), share])
    }
  }
  return new Map(
    [...groups].map(([system, columns]) => [
      system,
      new Map([...columns].map(([column, found]) => [column, tally(found)])),
    ]),
  )
}

/** Spot is a cell of the matrix, by row and column. */
export type Spot = { row: number; column: number }

/** step is where a key leads from a cell; a key that leads nowhere gives undefined. */
export function step({ row, column }: Spot, key: string, rows: number, columns: number): Spot | undefined {
  const to = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    Home: { row, column: 0 },
    End: { row, column: columns - 1 },
    PageUp: { row: Math.max(0, row - 10), column },
    PageDown: { row: Math.min(rows - 1, row + 10), column },
  }[key]
  if (!to || to.row < 0 || to.row >= rows || to.column < 0 || to.column >= columns) return undefined
  return to.row === row && to.column === column ? undefined : to
}
