/** Spot is one cell by where it stands: row from 0, column from 0. Row -1 is the head of the column. */
export interface Spot {
  row: number
  column: number
}

/** Range is a selection: the cell it began at and the cell it was drawn to. */
export interface Range {
  anchor: Spot
  focus: Spot
  /** The cell that is written to, where Tab and Enter have moved it away from the anchor. */
  active?: Spot
}

/** Box is the rectangle of a range, both ends included. */
export interface Box {
  top: number
  bottom: number
  left: number
  right: number
}

/** Size is how far the grid reaches. */
export interface Size {
  rows: number
  columns: number
}

/** at makes the range of one cell. */
export function at(row: number, column: number): Range {
  return { anchor: { row, column }, focus: { row, column } }
}

/** activeOf gives the cell of a range that is written to and has the focus. */
export function activeOf(range: Range): Spot {
  return range.active ?? range.anchor
}

/** boxOf gives the rectangle a range covers. */
export function boxOf({ anchor, focus }: Range): Box {
  return {
    top: Math.min(anchor.row, focus.row),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  }
}

/** inBox tells whether a cell lies in the box. */
export function inBox(box: Box, row: number, column: number): boolean {
  return row >= box.top && row <= box.bottom && column >= box.left && column <= box.right
}

/** sizeOf tells how many rows and columns a box has. */
export function sizeOf(box: Box): Size {
  return { rows: box.bottom - box.top + 1, columns: box.right - box.left + 1 }
}

/** clamp keeps a spot inside the grid. */
export function clamp(spot: Spot, size: Size): Spot {
  return {
    row: Math.max(0, Math.min(spot.row, size.rows - 1)),
    column: Math.max(0, Math.min(spot.column, size.columns - 1)),
  }
}

/**
 * clampRange keeps a whole range inside the grid; in an empty grid there is none. The head of a column is
 * inside.
 */
export function clampRange(range: Range, size: Size): Range | undefined {
  if (size.columns < 1) return undefined
  if (range.anchor.row < 0) return at(-1, clamp(range.anchor, size).column)
  if (size.rows < 1) return undefined
  const clamped = { anchor: clamp(range.anchor, size), focus: clamp(range.focus, size) }
  return range.active ? { ...clamped, active: clamp(range.active, size) } : clamped
}

/**
 * edge finds where Ctrl with an arrow goes: to the last filled cell of a run, or over empty cells to the next
 * filled one, or to the end. Cells that are not loaded (`filled` answers undefined) count as more of the
 * same.
 */
export function edge(
  from: number,
  step: 1 | -1,
  end: number,
  filled: (index: number) => boolean | undefined,
): number {
  if (from === end) return from
  let index = from + step
  const run = filled(from) === true && filled(index) === true
  while (index !== end) {
    const next = filled(run ? index + step : index)
    if (next === undefined) return end
    if (next !== run) return index
    index += step
  }
  return end
}

/** shift moves a range up or down along with the row it stands on. */
export function shift({ anchor, focus, active }: Range, by: number): Range {
  const moved = { anchor: { ...anchor, row: anchor.row + by }, focus: { ...focus, row: focus.row + by } }
  return active ? { ...moved, active: { ...active, row: active.row + by } } : moved
}

/** stepInBox steps a spot through a selected box as Tab and Enter do in a spreadsheet, round and round. */
export function stepInBox(box: Box, spot: Spot, by: 1 | -1, downwards: boolean): Spot {
  const { rows, columns } = sizeOf(box)
  const row = spot.row - box.top
  const column = spot.column - box.left
  const place = downwards ? column * rows + row : row * columns + column
  const next = (place + by + rows * columns) % (rows * columns)
  return downwards
    ? { row: box.top + (next % rows), column: box.left + Math.floor(next / rows) }
    : { row: box.top + Math.floor(next / columns), column: box.left + (next % columns) }
}
