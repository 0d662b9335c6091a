import type { Spot } from './range'

/** Tap is what a finger's touch of a cell means. */
export type Tap = 'select' | 'edit'

/** Taps tells a first touch of a cell from a second: the first selects it, the second opens it. */
export class Taps {
  private last: Spot | undefined

  /** Takes in a touch of a cell, and tells what it means. */
  tap(spot: Spot): Tap {
    const again = this.last?.row === spot.row && this.last.column === spot.column
    this.last = spot
    return again ? 'edit' : 'select'
  }

  /** Forgets the last touch, as when the selection was moved in another way. */
  forget(): void {
    this.last = undefined
  }
}

/** How long a finger is kept on a place before what lies there comes along, in milliseconds. */
export const holding = 400

/** How far it may stray meanwhile, in pixels: more is a scroll. */
const stray = 10

/** Hold tells a finger that is kept on one place from one that scrolls or taps. */
export class Hold {
  private timer: ReturnType<typeof setTimeout> | undefined
  private from = { x: 0, y: 0 }

  /** Waits for a finger that was put down here; `then` is called if it stays. */
  begin({ clientX, clientY }: PointerEvent, then: () => void): void {
    this.end()
    this.from = { x: clientX, y: clientY }
    this.timer = setTimeout(then, holding)
  }

  /** Takes in where the finger is by now. */
  move({ clientX, clientY }: PointerEvent): void {
    if (Math.hypot(clientX - this.from.x, clientY - this.from.y) > stray) this.end()
  }

  end(): void {
    clearTimeout(this.timer)
  }
}
