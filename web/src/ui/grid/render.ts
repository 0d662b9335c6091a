import { bits, Cell, type Look } from './cell'
import type { ReadyColumn, Row } from './columns'
import { Head, type Heading } from './head'
import { columnsIn, type Layout, rowsIn, rowTop, scrollHeight, type Tower } from './layout'
import { activeOf, type Box, boxOf, inBox, type Range, type Spot } from './range'

/** Scene is what the renderer shows; the sheet is one. */
export interface Scene extends Heading {
  readonly length: number
  readonly rowHeight: number
  readonly range: Range | undefined
  row(index: number): Row | undefined
  look(row: Row, column: ReadyColumn): Look
  /** Whether a row is new here or about to go. */
  rowState(row: Row): 'draft' | 'leaving' | ''
}

/** Slot is one reused row of elements. */
interface Slot {
  element: HTMLElement
  frozen: HTMLElement
  gutter: HTMLElement
  cells: Map<number, Cell>
  columns: number[]
  layout: Layout | undefined
  top: number
  state: string
}

/** How many rows beyond the view are kept painted, so that a fast scroll meets rows and not the ground. */
const beside = 8

/**
 * Renderer shows the part of the register that is in view with a pool of elements that it moves about. The
 * row and the column of the active cell are always among them, so that scrolling never loses the focus.
 */
export class Renderer {
  readonly scroller = document.createElement('div')
  readonly head: Head
  view = { width: 0, height: 0 }
  private readonly body = document.createElement('div')
  private readonly slots = new Map<number, Slot>()
  private readonly spare: Slot[] = []
  private readonly spareCells: Cell[] = []
  private columns: number[] = []
  private layout: Layout | undefined
  private tabStop: HTMLElement | undefined

  constructor(
    root: HTMLElement,
    private readonly scene: Scene,
  ) {
    this.scroller.className = 'cx-scroller'
    this.scroller.tabIndex = -1
    this.scroller.setAttribute('role', 'grid')
    this.scroller.setAttribute('aria-multiselectable', 'true')
    this.head = new Head(scene)
    this.body.className = 'cx-body'
    this.body.setAttribute('role', 'rowgroup')
    this.scroller.append(this.head.element, this.body)
    root.append(this.scroller)
  }

  /** How the rows stand on each other, for finding rows by pixels and pixels by rows. */
  get tower(): Tower {
    const { length: rows, rowHeight } = this.scene
    return { rows, rowHeight, view: Math.max(0, this.view.height - rowHeight) }
  }

  /** The rows that show, none painted beside them. */
  get shown(): { first: number; last: number } {
    return rowsIn(this.tower, this.scroller.scrollTop, 0)
  }

  /** How many elements the pool holds. */
  get pooled(): number {
    return this.slots.size + this.spare.length
  }

  /** Takes in the size of the place the grid stands in. */
  measure(): void {
    this.view = { width: this.scroller.clientWidth, height: this.scroller.clientHeight }
  }

  /**
   * Brings the page up to what the scene shows: with `all` every cell in view is looked at again, without
   * it only rows and columns that scrolled in.
   */
  paint(all: boolean): void {
    const { scene, tower } = this
    const { scrollTop, scrollLeft } = this.scroller
    const { active } = this
    const moved = this.layout !== scene.layout
    const columns = this.columnsFor(scrollLeft, active?.column)
    if (all || moved) this.frame()
    if (all || moved || columns !== this.columns) {
      this.head.paint(columns)
      this.head.select(this.box, scene.range)
    }
    this.columns = columns
    const wanted = rowsIn(tower, scrollTop, beside)
    for (const [index, slot] of this.slots) {
      if ((index < wanted.first || index > wanted.last) && (index !== active?.row || index >= scene.length)) {
        this.slots.delete(index)
        this.spare.push(slot)
      }
    }
    for (let index = wanted.first; index <= wanted.last; index++)
      this.place(index, rowTop(tower, index, scrollTop), all)
    if (active && active.row >= 0 && active.row < scene.length) {
      this.place(active.row, rowTop(tower, active.row, scrollTop), all)
    }
    for (const slot of this.spare) slot.element.hidden = true
  }

  /** Shows the selection anew, and nothing else. */
  paintRange(): void {
    this.paint(false)
    const { box } = this
    for (const [index, slot] of this.slots) this.select(index, slot, box)
    this.head.select(box, this.scene.range)
  }

  /** Gives the active cell the one tab stop of the grid, and the focus if that is asked for. */
  focus(take: boolean): void {
    const { active } = this
    const element = active && this.elementOf(active)
    if (this.tabStop !== element) {
      this.tabStop?.removeAttribute('tabindex')
      this.tabStop?.removeAttribute('aria-describedby')
      element?.setAttribute('tabindex', '0')
      this.tabStop = element
    }
    if (take && element && document.activeElement !== element) element.focus({ preventScroll: true })
  }

  /** Says by which element the active cell is explained. */
  describe(id: string | undefined): void {
    if (id) this.tabStop?.setAttribute('aria-describedby', id)
    else this.tabStop?.removeAttribute('aria-describedby')
  }

  /** Gives the element of a cell or of a column's head, if it is painted. */
  elementOf(spot: Spot): HTMLElement | undefined {
    if (spot.row < 0) return this.head.cell(spot.column)
    return this.slots.get(spot.row)?.cells.get(spot.column)?.element
  }

  /** Gives how wide the texts of a column that show would like to be. */
  widest(column: number): number {
    const widths = [...this.slots.values()].map((slot) => {
      const element = slot.cells.get(column)?.element
      if (!element) return 0
      const range = document.createRange()
      range.selectNodeContents(element)
      return range.getBoundingClientRect().width
    })
    return Math.ceil(Math.max(0, ...widths))
  }

  private get active(): Spot | undefined {
    return this.scene.range && activeOf(this.scene.range)
  }

  private get box(): Box | undefined {
    return this.scene.range && boxOf(this.scene.range)
  }

  private frame(): void {
    const { layout, columns, length, rowHeight } = this.scene
    this.layout = layout
    this.scroller.setAttribute('aria-rowcount', String(length + 1))
    this.scroller.setAttribute('aria-colcount', String(columns.length + 1))
    this.scroller.style.setProperty('--cx-row-height', `${rowHeight}px`)
    this.scroller.style.setProperty('--cx-gutter', `${layout.gutter}px`)
    this.head.element.style.width = `${layout.width}px`
    this.body.style.width = `${layout.width}px`
    this.body.style.height = `${scrollHeight(this.tower)}px`
  }

  private columnsFor(scrollLeft: number, active: number | undefined): number[] {
    const { layout } = this.scene
    const { first, last } = columnsIn(layout, scrollLeft, this.view.width)
    const columns: number[] = []
    for (let at = 0; at < layout.lefts.length; at++) {
      if (at < layout.frozen || (at >= first && at <= last) || at === active) columns.push(at)
    }
    const same =
      columns.length === this.columns.length && columns.every((column, i) => column === this.columns[i])
    return same ? this.columns : columns
  }

  private place(index: number, top: number, all: boolean): void {
    let slot = this.slots.get(index)
    const fresh = !slot
    if (!slot) {
      slot = this.spare.pop() ?? this.make()
      this.slots.set(index, slot)
      slot.element.hidden = false
    }
    if (slot.top !== top) {
      slot.top = top
      slot.element.style.transform = `translateY(${top}px)`
    }
    const regroup = slot.columns !== this.columns || slot.layout !== this.layout
    if (!fresh && !all && !regroup) return
    if (regroup) this.regroup(slot)
    if (fresh) slot.element.setAttribute('aria-rowindex', String(index + 2))
    this.fill(index, slot)
    this.select(index, slot, this.box)
  }

  /** Gives a slot the cells of the columns in view. */
  private regroup(slot: Slot): void {
    const { layout, columns: all } = this.scene
    if (slot.layout !== layout) slot.frozen.style.width = `${layout.frozenWidth}px`
    const wanted = new Set(this.columns)
    const spare: Cell[] = []
    for (const [column, cell] of slot.cells) {
      if (wanted.has(column)) continue
      slot.cells.delete(column)
      spare.push(cell)
    }
    for (const column of this.columns) {
      let cell = slot.cells.get(column)
      if (!cell) {
        cell = spare.pop() ?? this.spareCells.pop() ?? new Cell()
        slot.cells.set(column, cell)
      }
      const host = column < layout.frozen ? slot.frozen : slot.element
      if (cell.element.parentNode !== host) host.append(cell.element)
      cell.move(column, layout.lefts[column] ?? 0, layout.widths[column] ?? 0, all[column]?.align ?? 'start')
    }
    for (const cell of spare) {
      cell.element.remove()
      this.spareCells.push(cell)
    }
    slot.columns = this.columns
    slot.layout = layout
  }

  private fill(index: number, slot: Slot): void {
    const row = this.scene.row(index)
    const number = String(index + 1)
    if (slot.gutter.textContent !== number) slot.gutter.textContent = number
    const state = row ? this.scene.rowState(row) : 'loading'
    if (slot.state !== state) {
      slot.state = state
      slot.element.className = state ? `cx-row is-${state}` : 'cx-row'
    }
    for (const [at, cell] of slot.cells) {
      const column = this.scene.columns[at]
      if (column) cell.show(row && this.scene.look(row, column), column)
    }
  }

  private select(index: number, slot: Slot, box: Box | undefined): void {
    const { active } = this
    const within = box !== undefined && index >= box.top && index <= box.bottom
    slot.gutter.classList.toggle('is-selected', within)
    for (const [column, cell] of slot.cells) {
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

  private make(): Slot {
    const element = document.createElement('div')
    const frozen = document.createElement('div')
    const gutter = document.createElement('div')
    element.className = 'cx-row'
    element.setAttribute('role', 'row')
    frozen.className = 'cx-frozen'
    frozen.setAttribute('role', 'presentation')
    gutter.className = 'cx-gutter'
    gutter.setAttribute('role', 'rowheader')
    gutter.setAttribute('aria-colindex', '1')
    frozen.append(gutter)
    element.append(frozen)
    this.body.append(element)
    return { element, frozen, gutter, cells: new Map(), columns: [], layout: undefined, top: -1, state: '' }
  }
}
