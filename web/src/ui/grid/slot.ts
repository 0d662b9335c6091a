import { bits, Cell, type Look } from './cell'
import type { ReadyColumn, Row } from './columns'
import { type Heading, headingOf } from './groups'
import type { Layout } from './layout'
import { type Box, inBox, type Spot } from './range'

/**
 * Slot is one reused row of elements, in two parts: the number and the frozen cells stand in the pane that
 * stays in view, the other cells in the body. A screen reader knows them as one by the number of the row.
 */
export class Slot {
  readonly frozen = document.createElement('div')
  readonly rest = document.createElement('div')
  readonly cells = new Map<number, Cell>()
  private readonly gutter = document.createElement('div')
  private columns: number[] = []
  private layout: Layout | undefined
  private top = -1
  private index = -1
  private state = ''
  private hidden = false

  constructor() {
    this.rest.setAttribute('role', 'row')
    this.frozen.setAttribute('role', 'row')
    this.gutter.className = 'cx-gutter'
    this.gutter.setAttribute('role', 'rowheader')
    this.gutter.setAttribute('aria-colindex', '1')
    this.frozen.append(this.gutter)
    this.dress('')
  }

  /** Takes the slot off the page, or puts it back. */
  hide(hidden: boolean): void {
    if (hidden === this.hidden) return
    this.hidden = hidden
    this.frozen.hidden = hidden
    this.rest.hidden = hidden
  }

  /** Moves the slot to where its row stands. */
  move(top: number): void {
    if (top === this.top) return
    this.top = top
    const transform = `translateY(${top}px)`
    this.frozen.style.transform = transform
    this.rest.style.transform = transform
  }

  /** Tells whether the slot has the cells of these columns at these places. */
  suits(columns: number[], layout: Layout): boolean {
    return this.columns === columns && this.layout === layout
  }

  /** Gives the slot the cells of the columns in view; those it has too many go back to the pool. */
  regroup(columns: number[], layout: Layout, all: ReadyColumn[], pool: Cell[]): void {
    const wanted = new Set(columns)
    for (const [column, cell] of this.cells) {
      if (wanted.has(column)) continue
      this.cells.delete(column)
      cell.element.remove()
      pool.push(cell)
    }
    for (const column of columns) {
      let cell = this.cells.get(column)
      if (!cell) {
        cell = pool.pop() ?? new Cell()
        this.cells.set(column, cell)
      }
      const host = column < layout.frozen ? this.frozen : this.rest
      if (cell.element.parentNode !== host) host.append(cell.element)
      const [left, width] = [layout.lefts[column] ?? 0, layout.widths[column] ?? 0]
      cell.move(column, left, width, layout.em, all[column]?.align ?? 'start')
    }
    this.columns = columns
    this.layout = layout
  }

  /** Shows a row, or that it is on its way. */
  fill(
    index: number,
    number: number,
    level: number | undefined,
    row: Row | undefined,
    state: string,
    columns: ReadyColumn[],
    look: (row: Row, column: ReadyColumn) => Look,
  ): void {
    if (index !== this.index) {
      this.index = index
      this.frozen.setAttribute('aria-rowindex', String(index + 2))
      this.rest.setAttribute('aria-rowindex', String(index + 2))
    }
    const heading = headingOf(row)
    const sign = heading ? (heading.open ? '▾' : '▸') : String(number)
    if (this.gutter.textContent !== sign) this.gutter.textContent = sign
    this.tell(heading, level)
    this.dress(row ? state : 'loading')
    for (const [at, cell] of this.cells) {
      const column = columns[at]
      if (column) cell.show(row && look(row, column), column)
    }
  }

  /** Shows which of the row's cells are selected. */
  select(box: Box | undefined, active: Spot | undefined): void {
    const { index } = this
    const within = box !== undefined && index >= box.top && index <= box.bottom
    this.gutter.classList.toggle('is-selected', within)
    for (const [column, cell] of this.cells) {
      let flags = active?.row === index && active.column === column ? bits.active : 0
      if (within && inBox(box, index, column)) {
        flags |= bits.selected
        if (index === box.top) flags |= bits.top
        if (index === box.bottom) flags |= bits.bottom
        if (column === box.left) flags |= bits.left
        if (column === box.right) flags |= bits.right
        if (index === box.bottom && column === box.right) flags |= bits.corner
      }
      cell.select(flags)
    }
  }

  /** Tells a screen reader how rows hang below their group; a grid without groups has no levels. */
  private tell(heading: Heading | undefined, level: number | undefined): void {
    for (const element of [this.frozen, this.rest]) {
      if (level === undefined) element.removeAttribute('aria-level')
      else element.setAttribute('aria-level', String(level))
      if (heading) element.setAttribute('aria-expanded', String(heading.open))
      else element.removeAttribute('aria-expanded')
    }
  }

  private dress(state: string): void {
    if (state === this.state && this.frozen.className) return
    this.state = state
    const name = state ? `cx-row is-${state}` : 'cx-row'
    this.frozen.className = name
    this.rest.className = name
  }
}
