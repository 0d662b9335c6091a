import type { Cell } from './cell'
import type { Row } from './columns'
import { headingOf } from './groups'
import { Head, type Heading } from './head'
import {
  columnsIn,
  type Layout,
  revealColumn,
  revealRow,
  rowsIn,
  rowTop,
  scrollHeight,
  type Tower,
} from './layout'
import { activeOf, type Box, boxOf, type Range, type Spot } from './range'
import { Slot } from './slot'
import type { Store } from './store'

/** Scene is what the renderer shows; the sheet is one. */
export interface Scene extends Heading {
  readonly length: number
  readonly rowHeight: number
  readonly range: Range | undefined
  /** Where the rows are, and how each of their cells looks. */
  readonly store: Pick<Store, 'look' | 'rowState'>
  /** Whether headings of groups stand among the rows. */
  readonly grouped: boolean
  row(index: number): Row | undefined
  /** The place of a row among the rows alone. */
  place(index: number): number
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
  /** One pane for all frozen cells: a layer of the page for each row would make scrolling slow. */
  private readonly pane = document.createElement('div')
  private readonly slots = new Map<number, Slot>()
  private readonly spare: Slot[] = []
  private readonly spareCells: Cell[] = []
  private readonly look: Store['look']
  private columns: number[] = []
  private layout: Layout | undefined
  private tabStop: HTMLElement | undefined
  /** Where the scroll bars stood when last painted; asking the page again would make it lay itself out. */
  private scrolled = { top: 0, left: 0 }

  constructor(
    private readonly root: HTMLElement,
    private readonly scene: Scene,
  ) {
    this.look = (row, column) => scene.store.look(row, column)
    this.scroller.className = 'cx-scroller'
    this.scroller.tabIndex = -1
    this.scroller.setAttribute('role', 'grid')
    this.scroller.setAttribute('aria-multiselectable', 'true')
    this.head = new Head(scene)
    this.body.className = 'cx-body'
    this.body.setAttribute('role', 'rowgroup')
    this.pane.className = 'cx-frozen'
    this.pane.setAttribute('role', 'presentation')
    this.body.append(this.pane)
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
    return rowsIn(this.tower, this.scrolled.top, 0)
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
    const { scene, tower, active } = this
    this.scrolled = { top: this.scroller.scrollTop, left: this.scroller.scrollLeft }
    const { top, left } = this.scrolled
    const moved = this.layout !== scene.layout
    const columns = this.columnsFor(left, active?.column)
    if (all || moved) this.frame()
    if (all || moved || columns !== this.columns) {
      this.head.paint(columns)
      this.head.select(this.box, scene.range)
    }
    this.columns = columns
    const wanted = rowsIn(tower, top, beside)
    const parked = active && active.row >= 0 && active.row < scene.length ? active.row : -1
    for (const [index, slot] of this.slots) {
      if ((index >= wanted.first && index <= wanted.last) || index === parked) continue
      this.slots.delete(index)
      this.spare.push(slot)
    }
    for (let index = wanted.first; index <= wanted.last; index++)
      this.place(index, rowTop(tower, index, top), all)
    if (parked >= 0) this.place(parked, rowTop(tower, parked, top), all)
    for (const slot of this.spare) slot.hide(true)
  }

  /** Scrolls so that a cell shows whole. */
  reveal(spot: Spot): void {
    const { scroller, tower, view } = this
    const top = spot.row < 0 ? scroller.scrollTop : revealRow(tower, spot.row, scroller.scrollTop)
    const left = revealColumn(this.scene.layout, spot.column, scroller.scrollLeft, view.width)
    if (top !== scroller.scrollTop) scroller.scrollTop = top
    if (left !== scroller.scrollLeft) scroller.scrollLeft = left
  }

  /** Shows the selection anew, and nothing else. */
  paintRange(): void {
    this.paint(false)
    const { box, active } = this
    for (const slot of this.slots.values()) slot.select(box, active)
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
    const range = document.createRange()
    const widths = [...this.slots.values()].map((slot) => {
      const element = slot.cells.get(column)?.element
      if (!element) return 0
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
    this.scroller.setAttribute('role', this.scene.grouped ? 'treegrid' : 'grid')
    this.scroller.setAttribute('aria-rowcount', String(length + 1))
    this.scroller.setAttribute('aria-colcount', String(columns.length + 1))
    this.root.style.setProperty('--cx-row-height', `${rowHeight}px`)
    this.scroller.style.setProperty('--cx-gutter', `${layout.gutter}px`)
    // The button that adds a column stands past the last one.
    const end = this.scene.addColumn === undefined ? 0 : rowHeight
    this.head.element.style.width = `${layout.width + end}px`
    this.body.style.width = `${layout.width}px`
    this.body.style.height = `${scrollHeight(this.tower)}px`
    this.pane.style.width = `${layout.frozenWidth}px`
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
    const { scene, columns } = this
    let slot = this.slots.get(index)
    const fresh = !slot
    if (!slot) {
      slot = this.spare.pop() ?? this.make()
      slot.hide(false)
      this.slots.set(index, slot)
    }
    slot.move(top)
    const suits = slot.suits(columns, scene.layout)
    if (!fresh && !all && suits) return
    if (!suits) slot.regroup(columns, scene.layout, scene.columns, this.spareCells)
    const row = scene.row(index)
    const level = scene.grouped ? (headingOf(row) ? 1 : 2) : undefined
    slot.fill(
      index,
      scene.place(index) + 1,
      level,
      row,
      row ? scene.store.rowState(row) : '',
      scene.columns,
      this.look,
    )
    slot.select(this.box, this.active)
  }

  private make(): Slot {
    const slot = new Slot()
    this.pane.append(slot.frozen)
    this.body.append(slot.rest)
    return slot
  }
}
