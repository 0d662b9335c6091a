import type { Cell } from '../words'

/** Cause is one cause of a test, with its effects and how far they are. */
export type Cause = {
  at: number
  code: string
  da: string
  en: string
  cells: Cell[]
  left: number
  failed: number
}

/** causesOf gathers the cells of a test by their cause, in order. */
export function causesOf(cells: readonly Cell[]): Cause[] {
  const all = new Map<number, Cause>()
  for (const cell of cells) {
    const cause = all.get(cell.cause_at) ?? {
      at: cell.cause_at,
      code: cell.cause_code,
      da: cell.cause_da,
      en: cell.cause_en,
      cells: [],
      left: 0,
      failed: 0,
    }
    cause.cells.push(cell)
    if (!cell.result) cause.left++
    if (cell.result === 'failed') cause.failed++
    all.set(cell.cause_at, cause)
  }
  return [...all.values()].sort((a, b) => a.at - b.at)
}
