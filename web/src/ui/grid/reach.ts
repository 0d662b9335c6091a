import { headingOf } from './groups'
import { above, columnAt, edgeAt } from './layout'
import type { Surface } from './pointer'
import { at, type Box, boxOf, type Range, type Spot } from './range'
import type { Sheet } from './sheet'

/** Reach is what mouse and fingers can do to the sheet. */
export class Reach implements Surface {
  private filling: Box | undefined

  constructor(private readonly sheet: Sheet) {}

  get scroller(): HTMLElement {
    return this.sheet.renderer.scroller
  }

  get head(): HTMLElement {
    return this.sheet.renderer.head.element
  }

  hit(x: number, y: number): Spot {
    const { layout, rowHeight, length, renderer } = this.sheet
    const box = this.scroller.getBoundingClientRect()
    const column = columnAt(layout, this.scroller.scrollLeft, x - box.left)
    const down = y - box.top - rowHeight
    if (down < 0) return { row: -1, column }
    const row = Math.floor((above(renderer.tower, this.scroller.scrollTop) + down) / rowHeight)
    return { row: Math.min(row, length - 1), column }
  }

  onHandle(x: number, y: number): boolean {
    const { range, renderer } = this.sheet
    if (!range || range.anchor.row < 0) return false
    const box = boxOf(range)
    const corner = renderer.elementOf({ row: box.bottom, column: box.right })?.getBoundingClientRect()
    return corner !== undefined && Math.abs(x - corner.right) < 6 && Math.abs(y - corner.bottom) < 6
  }

  select(spot: Spot, extend: boolean): void {
    if (spot.row < 0) return
    const { sheet } = this
    sheet.writing.finish()
    sheet.acts.settle()
    sheet.go(this.rangeTo(spot, extend), spot.column >= 0)
    sheet.renderer.focus(true)
  }

  edit(): void {
    this.sheet.edit()
  }

  open(row: number): void {
    this.sheet.open(row)
  }

  follow(address: string): void {
    this.sheet.options.onFollow?.(address)
  }

  onHeading(row: number): boolean {
    return headingOf(this.sheet.row(row)) !== undefined
  }

  sort(column: number, add: boolean): void {
    this.sheet.head(add ? 'add' : 'sort', column)
  }

  menu(column: number, element: HTMLElement): void {
    this.sheet.menu(column, element)
  }

  widthOf(column: number): number {
    return this.sheet.layout.widths[column] ?? 0
  }

  resize(column: number, width: number, done: boolean): void {
    this.sheet.resize(column, Math.round(width), done)
  }

  fit(column: number): void {
    this.resize(column, Math.max(48, Math.min(600, this.sheet.renderer.widest(column) + 20)), true)
  }

  arrange(column: number, x: number, step: 'over' | 'drop' | 'cancel'): void {
    const { layout, columns, options, renderer } = this.sheet
    const to = edgeAt(layout, this.scroller.scrollLeft, x - this.scroller.getBoundingClientRect().left)
    const moves = step !== 'cancel' && to !== column && to !== column + 1
    renderer.head.mark(step === 'over' && moves ? to : undefined, step === 'over' ? column : undefined)
    const held = columns[column]
    if (step === 'drop' && moves && held) options.onArrange?.(held.key, columns[to]?.key)
  }

  fill(row: number, done: boolean): void {
    const { sheet } = this
    if (!sheet.range) return
    this.filling ??= boxOf(sheet.range)
    const from = this.filling
    const bottom = Math.max(from.bottom, row)
    sheet.go(
      { anchor: { row: from.top, column: from.left }, focus: { row: bottom, column: from.right } },
      false,
    )
    if (!done) return
    this.filling = undefined
    if (bottom > from.bottom) sheet.acts.fillOn(from, bottom)
  }

  /** A press on the number of a row selects the row whole. */
  private rangeTo(spot: Spot, extend: boolean): Range {
    const { range, columns } = this.sheet
    const anchor = extend && range && range.anchor.row >= 0 ? range.anchor : undefined
    if (spot.column >= 0) return anchor ? { anchor, focus: spot } : at(spot.row, spot.column)
    return {
      anchor: { row: anchor?.row ?? spot.row, column: 0 },
      focus: { row: spot.row, column: columns.length - 1 },
    }
  }
}
