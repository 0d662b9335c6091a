import type { Act } from './keys'
import {
  activeOf,
  at,
  boxOf,
  clamp,
  edge,
  type Range,
  type Size,
  type Spot,
  sizeOf,
  stepInBox,
} from './range'

/** Ground is what a move needs to know of the grid. */
export interface Ground {
  size: Size
  /** How many rows a page holds. */
  page: number
  /** The column that Enter goes back to after a run of Tabs. */
  origin: number | undefined
  /** Whether a cell holds something; undefined where it is not loaded. */
  filled(row: number, column: number): boolean | undefined
}

/** moved gives the selection after an act that moves it; undefined where the act moves nothing. */
export function moved(act: Act, range: Range, extend: boolean, ground: Ground): Range | undefined {
  const box = boxOf(range)
  const active = activeOf(range)
  const { size } = ground
  const last = { row: size.rows - 1, column: size.columns - 1 }
  switch (act) {
    case 'selectAll':
      return { anchor: { row: 0, column: 0 }, focus: last, active }
    case 'selectRows':
      return { anchor: { row: box.top, column: 0 }, focus: { row: box.bottom, column: last.column }, active }
    case 'selectColumns':
      return { anchor: { row: 0, column: box.left }, focus: { row: last.row, column: box.right }, active }
    case 'next':
    case 'previous':
    case 'enter':
    case 'enterBack':
      return stepped(act, range, ground)
  }
  const from = extend ? range.focus : active
  if (act === 'up' && !extend && from.row <= 0) return at(-1, from.column)
  const to = target(act, from, ground)
  if (!to) return undefined
  const spot = from.row < 0 && act !== 'down' ? { row: -1, column: clamp(to, size).column } : clamp(to, size)
  return extend ? { anchor: range.anchor, focus: spot, active } : at(spot.row, spot.column)
}

function target(act: Act, { row, column }: Spot, ground: Ground): Spot | undefined {
  const { size, page } = ground
  const alongColumn = (step: 1 | -1) =>
    edge(row, step, step > 0 ? size.rows - 1 : 0, (index) => ground.filled(index, column))
  const alongRow = (step: 1 | -1) =>
    edge(column, step, step > 0 ? size.columns - 1 : 0, (index) => ground.filled(row, index))
  const spots: Partial<Record<Act, () => Spot>> = {
    up: () => ({ row: row - 1, column }),
    down: () => ({ row: row + 1, column }),
    left: () => ({ row, column: column - 1 }),
    right: () => ({ row, column: column + 1 }),
    pageUp: () => ({ row: row - page, column }),
    pageDown: () => ({ row: row + page, column }),
    rowStart: () => ({ row, column: 0 }),
    rowEnd: () => ({ row, column: size.columns - 1 }),
    first: () => ({ row: 0, column: 0 }),
    last: () => ({ row: size.rows - 1, column: size.columns - 1 }),
    edgeUp: () => ({ row: alongColumn(-1), column }),
    edgeDown: () => ({ row: alongColumn(1), column }),
    edgeLeft: () => ({ row, column: alongRow(-1) }),
    edgeRight: () => ({ row, column: alongRow(1) }),
  }
  return spots[act]?.()
}

/**
 * Tab and Enter go round in a selection; from one cell Tab goes on to the next row, and past the end it
 * leaves.
 */
function stepped(
  act: 'next' | 'previous' | 'enter' | 'enterBack',
  range: Range,
  ground: Ground,
): Range | undefined {
  const { size, origin } = ground
  const box = boxOf(range)
  const active = activeOf(range)
  const by = act === 'next' || act === 'enter' ? 1 : -1
  const downwards = act === 'enter' || act === 'enterBack'
  const { rows, columns } = sizeOf(box)
  if (rows * columns > 1) return { ...range, active: stepInBox(box, active, by, downwards) }
  if (downwards) {
    const spot = clamp({ row: active.row + by, column: origin ?? active.column }, size)
    return at(spot.row, spot.column)
  }
  const place = active.row * size.columns + active.column + by
  if (place < 0 || place >= size.rows * size.columns) return undefined
  return at(Math.floor(place / size.columns), place % size.columns)
}
