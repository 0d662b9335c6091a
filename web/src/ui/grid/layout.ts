import type { Column } from './columns'

/** Layout is where the columns stand: the gutter with the row numbers, the frozen columns, then the rest. */
export interface Layout {
  gutter: number
  /** How many columns from the first stay in view. */
  frozen: number
  /** The left edge of each column from the left edge of the row. */
  lefts: number[]
  widths: number[]
  frozenWidth: number
  width: number
  /** The size of the letters. */
  em: number
}

/**
 * layOut places the columns. Frozen ones that would leave too little room for the others scroll like them.
 */
export function layOut(
  columns: Column[],
  widths: ReadonlyMap<string, number>,
  gutter: number,
  view: number,
  em = 14,
): Layout {
  const layout: Layout = { gutter, frozen: 0, lefts: [], widths: [], frozenWidth: gutter, width: gutter, em }
  columns.forEach((column, at) => {
    const width = widths.get(column.key) ?? column.width
    layout.lefts.push(layout.width)
    layout.widths.push(width)
    layout.width += width
    if (column.frozen && layout.frozen === at && layout.width <= view * 0.6) {
      layout.frozen++
      layout.frozenWidth = layout.width
    }
  })
  return layout
}

/** columnsIn gives the first and last column, beside the frozen ones, that show between two edges. */
export function columnsIn(layout: Layout, scrollLeft: number, view: number): { first: number; last: number } {
  const from = scrollLeft + layout.frozenWidth
  const to = scrollLeft + view
  let first = layout.frozen
  const end = layout.lefts.length - 1
  while (first < end && rightOf(layout, first) <= from) first++
  let last = first
  while (last < end && rightOf(layout, last) < to) last++
  // One more on both sides is there before it scrolls in.
  return { first: Math.max(layout.frozen, first - 1), last: Math.min(last + 1, end) }
}

/** columnAt finds the column under a point that is `x` from the left of the view; -1 is the gutter. */
export function columnAt(layout: Layout, scrollLeft: number, x: number): number {
  if (x < layout.gutter) return -1
  const inRow = x < layout.frozenWidth ? x : x + scrollLeft
  let at = 0
  while (at < layout.lefts.length - 1 && rightOf(layout, at) <= inRow) at++
  return at
}

/** edgeAt finds the edge nearest to a point: that before the column it gives, or after the last one. */
export function edgeAt(layout: Layout, scrollLeft: number, x: number): number {
  const over = Math.max(0, columnAt(layout, scrollLeft, x))
  const inRow = over < layout.frozen ? x : x + scrollLeft
  return inRow > (layout.lefts[over] ?? 0) + (layout.widths[over] ?? 0) / 2 ? over + 1 : over
}

/** revealColumn finds how far to scroll sideways so that a column shows whole. */
export function revealColumn(layout: Layout, column: number, scrollLeft: number, view: number): number {
  const left = layout.lefts[column]
  if (left === undefined || column < layout.frozen) return scrollLeft
  if (left - layout.frozenWidth < scrollLeft) return left - layout.frozenWidth
  return Math.max(scrollLeft, Math.min(rightOf(layout, column) - view, left - layout.frozenWidth))
}

function rightOf(layout: Layout, column: number): number {
  return (layout.lefts[column] ?? 0) + (layout.widths[column] ?? 0)
}

/**
 * Browsers stop laying out somewhere above sixteen million pixels and lose whole pixels above it; a
 * register that is taller scrolls faster than its bar.
 */
const tallest = 12_000_000

/** Tower is how tall the rows stand on each other, and how that is fitted to what a browser can scroll. */
export interface Tower {
  rows: number
  rowHeight: number
  /** The height in which rows show. */
  view: number
}

/** scrollHeight gives the height that the scrolled element has. */
export function scrollHeight(tower: Tower): number {
  return Math.min(tower.rows * tower.rowHeight, tallest)
}

/** above gives how many pixels of rows lie above the view. */
export function above(tower: Tower, scrollTop: number): number {
  const ratio = ratioOf(tower)
  return ratio === 1 ? scrollTop : Math.round(scrollTop * ratio)
}

/** scrollFor gives where the scroll bar stands when so many pixels of rows lie above the view. */
export function scrollFor(tower: Tower, pixels: number): number {
  const most = Math.max(0, tower.rows * tower.rowHeight - tower.view)
  return Math.max(0, Math.min(pixels, most)) / ratioOf(tower)
}

/** rowTop gives where a row stands in the scrolled element. */
export function rowTop(tower: Tower, row: number, scrollTop: number): number {
  return row * tower.rowHeight - above(tower, scrollTop) + scrollTop
}

/** rowsIn gives the rows that show, with so many more on both sides. */
export function rowsIn(tower: Tower, scrollTop: number, beside: number): { first: number; last: number } {
  const top = above(tower, scrollTop)
  return {
    first: Math.max(0, Math.floor(top / tower.rowHeight) - beside),
    last: Math.min(tower.rows - 1, Math.floor((top + tower.view) / tower.rowHeight) + beside),
  }
}

/** revealRow finds where the scroll bar must stand so that a row shows whole. */
export function revealRow(tower: Tower, row: number, scrollTop: number): number {
  const top = above(tower, scrollTop)
  const own = row * tower.rowHeight
  if (own < top) return scrollFor(tower, own)
  if (own + tower.rowHeight > top + tower.view) return scrollFor(tower, own + tower.rowHeight - tower.view)
  return scrollTop
}

function ratioOf(tower: Tower): number {
  const full = tower.rows * tower.rowHeight
  return full <= tallest ? 1 : (full - tower.view) / (tallest - tower.view)
}
