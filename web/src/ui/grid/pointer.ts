import type { Spot } from './range'
import { Hold, Taps } from './touch'

/**
 * Hit is what lies under a point: a cell, the number of a row (column -1) or the head of a column (row -1).
 */
export type Hit = Spot

/** Surface is what mouse and fingers act on. */
export interface Surface {
  readonly scroller: HTMLElement
  /** The heads of the columns. */
  readonly head: HTMLElement
  hit(x: number, y: number): Hit
  /** Whether the point is on the square by which a selection is filled on. */
  onHandle(x: number, y: number): boolean
  select(spot: Spot, extend: boolean): void
  edit(): void
  open(row: number): void
  /** Goes to where a link in a cell leads. */
  follow(address: string): void
  /** Tells whether a line is the heading of a group. */
  onHeading(row: number): boolean
  sort(column: number, add: boolean): void
  menu(column: number, element: HTMLElement): void
  resize(column: number, width: number, done: boolean): void
  fit(column: number): void
  /** Marks where a column would go that is held at a place; puts it there when it is let go, or lets it be. */
  arrange(column: number, x: number, step: 'over' | 'drop' | 'cancel'): void
  /** Draws how far a fill would reach, and fills when the button is let go. */
  fill(row: number, done: boolean): void
  widthOf(column: number): number
}

/** How far a head is pulled before it comes along, in pixels: less is a click. */
const slack = 6

/** How near the edge of the view a drag scrolls on, in pixels. */
const margin = 28

/** Pointer turns mouse, pen and finger into acts on the grid. */
export class Pointer {
  private readonly taps = new Taps()
  private readonly hold = new Hold()
  private readonly listening = new AbortController()
  private drag: ((event: PointerEvent | undefined, done: boolean) => void) | undefined
  private frame = 0
  /** A drag ends in a click that means nothing of its own. */
  private dragged = false
  private place = { x: 0, y: 0 }
  /** The line that was pressed last, and whether it was by a finger. */
  private pressed = -1
  private touched = false

  constructor(private readonly surface: Surface) {
    const { scroller, head } = surface
    const { signal } = this.listening
    scroller.addEventListener('pointerdown', (event) => this.down(event), { signal })
    scroller.addEventListener('pointermove', (event) => this.move(event), { signal })
    for (const name of ['pointerup', 'pointercancel'] as const) {
      scroller.addEventListener(name, (event) => this.up(event), { signal })
    }
    // A column that is held comes along with the finger instead of scrolling; the cells are not kept waiting.
    head.addEventListener('touchmove', (event) => this.drag && event.cancelable && event.preventDefault(), {
      signal,
      passive: false,
    })
    scroller.addEventListener('click', (event) => this.click(event), { signal })
    scroller.addEventListener('dblclick', (event) => this.twice(event), { signal })
    scroller.addEventListener('contextmenu', (event) => this.context(event), { signal })
  }

  /** Forgets the last tap, as when the selection was moved by a key. */
  forget(): void {
    this.taps.forget()
  }

  close(): void {
    this.listening.abort()
    this.hold.end()
    cancelAnimationFrame(this.frame)
  }

  private down(event: PointerEvent): void {
    const target = event.target as Element
    this.dragged = false
    this.touched = event.pointerType === 'touch'
    if (event.button !== 0 || target.closest('.cx-menu, .cx-end, .cx-link')) return
    const hit = this.surface.hit(event.clientX, event.clientY)
    this.pressed = hit.row
    if (target.closest('.cx-grip')) {
      this.begin(event, this.resizing(hit.column, target, event.clientX))
      return
    }
    // A finger that is put down may be about to scroll; it means something only when it is lifted, or kept there.
    if (this.touched) {
      const { column } = hit
      if (hit.row < 0 && column >= 0) this.hold.begin(event, () => this.lift(event, column))
      return
    }
    if (hit.row < 0) {
      if (hit.column >= 0) this.drag = this.arranging(hit.column, event)
      return
    }
    if (this.onScrollbar(event)) return
    event.preventDefault()
    if (this.surface.onHandle(event.clientX, event.clientY)) {
      this.begin(event, this.filling())
      return
    }
    this.surface.select(hit, event.shiftKey)
    this.begin(event, () => {
      const over = this.surface.hit(this.place.x, this.place.y)
      this.surface.select(
        { row: Math.max(0, over.row), column: hit.column < 0 ? -1 : Math.max(0, over.column) },
        true,
      )
    })
  }

  /** Lifts the column that a finger was kept on, so that it comes along. */
  private lift(event: PointerEvent, column: number): void {
    this.begin(event, this.arranging(column, event, true))
    this.surface.arrange(column, event.clientX, 'over')
  }

  private begin(event: PointerEvent, drag: NonNullable<Pointer['drag']>): void {
    this.surface.scroller.setPointerCapture(event.pointerId)
    this.drag = drag
    this.dragged = true
    this.place = { x: event.clientX, y: event.clientY }
  }

  private move(event: PointerEvent): void {
    this.hold.move(event)
    if (!this.drag || (event.clientX === this.place.x && event.clientY === this.place.y)) return
    this.place = { x: event.clientX, y: event.clientY }
    this.drag(event, false)
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame(() => this.scrollOn())
  }

  private up(event: PointerEvent): void {
    this.hold.end()
    cancelAnimationFrame(this.frame)
    const { drag } = this
    this.drag = undefined
    if (drag && event.type === 'pointerup') drag(undefined, true)
    else if (drag) this.surface.arrange(-1, 0, 'cancel')
  }

  /** Scrolls as long as a drag is held near an edge. */
  private scrollOn(): void {
    if (!this.drag) return
    const { scroller } = this.surface
    const box = scroller.getBoundingClientRect()
    const pull = (at: number, low: number, high: number) =>
      at < low + margin ? at - low - margin : at > high - margin ? at - high + margin : 0
    const dx = pull(this.place.x, box.left, box.right)
    const dy = this.pressed < 0 ? 0 : pull(this.place.y, box.top, box.bottom)
    if (!dx && !dy) return
    scroller.scrollBy(dx, dy)
    this.drag(undefined, false)
    this.frame = requestAnimationFrame(() => this.scrollOn())
  }

  private resizing(column: number, grip: Element, from: number): NonNullable<Pointer['drag']> {
    const head = grip.closest('[aria-colindex]')
    const at = head ? Number(head.getAttribute('aria-colindex')) - 2 : column
    const width = this.surface.widthOf(at)
    return (event, done) => {
      const x = event?.clientX ?? this.place.x
      if (!done || x !== from) this.surface.resize(at, Math.max(40, width + x - from), done)
    }
  }

  private arranging(
    column: number,
    { clientX, pointerId }: PointerEvent,
    lifted = false,
  ): NonNullable<Pointer['drag']> {
    let held = lifted
    this.place = { x: clientX, y: this.place.y }
    return (_, done) => {
      if (!held && (done || Math.abs(this.place.x - clientX) < slack)) return
      if (!held) this.surface.scroller.setPointerCapture(pointerId)
      held = this.dragged = true
      this.surface.arrange(column, this.place.x, done ? 'drop' : 'over')
    }
  }

  private filling(): NonNullable<Pointer['drag']> {
    return (_, done) => this.surface.fill(this.surface.hit(this.place.x, this.place.y).row, done)
  }

  private click(event: MouseEvent): void {
    const target = event.target as Element
    const hit = this.surface.hit(event.clientX, event.clientY)
    if (target.closest('.cx-end')) return
    const link = target.closest('.cx-link')
    if (link) {
      // With a key held, the browser opens it in a tab or a window of its own.
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      this.surface.follow(link.getAttribute('href') ?? '')
      return
    }
    const menu = target.closest<HTMLElement>('.cx-menu')
    if (menu) {
      this.surface.menu(hit.column, menu)
      return
    }
    // The heading of a group is opened and closed with one press, unless it only lies in the way of a drag.
    if (hit.row >= 0 && hit.row === this.pressed && !event.shiftKey && this.surface.onHeading(hit.row)) {
      this.taps.forget()
      this.surface.open(hit.row)
      return
    }
    if (this.dragged || target.closest('.cx-grip')) {
      this.taps.forget()
      return
    }
    if (hit.row < 0) {
      if (hit.column >= 0) this.surface.sort(hit.column, event.shiftKey)
      return
    }
    const tap = this.taps.tap(hit)
    if (tap === 'select') this.surface.select(hit, false)
    else if (hit.column < 0) this.surface.open(hit.row)
    else this.surface.edit()
  }

  private twice(event: MouseEvent): void {
    const hit = this.surface.hit(event.clientX, event.clientY)
    const grip = (event.target as Element).closest('.cx-grip')
    if (grip) {
      this.surface.fit(Number(grip.closest('[aria-colindex]')?.getAttribute('aria-colindex')) - 2)
      return
    }
    if (hit.row < 0 || this.surface.onHeading(hit.row)) return
    if ((event.target as Element).closest('.cx-link')) return
    if (hit.column < 0) this.surface.open(hit.row)
    else this.surface.edit()
  }

  private context(event: MouseEvent): void {
    const head = (event.target as Element).closest<HTMLElement>('.cx-column')
    if (!head) return
    event.preventDefault()
    // A finger that is kept on a head lifts its column; the menu has a button of its own.
    if (!this.touched) this.surface.menu(this.surface.hit(event.clientX, event.clientY).column, head)
  }

  private onScrollbar(event: PointerEvent): boolean {
    const { scroller } = this.surface
    const box = scroller.getBoundingClientRect()
    return (
      event.clientX - box.left >= scroller.clientWidth || event.clientY - box.top >= scroller.clientHeight
    )
  }
}
