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
