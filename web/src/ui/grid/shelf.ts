import type { Row } from './columns'

/** Stretch is a run of rows that came by one cursor. */
export interface Stretch {
  /** The cursor that fetches it; the first has none. */
  after: string | undefined
  /** How many rows it has, known also when they are not kept. */
  count: number
  /** The id of its first row, by which the stretch before it sees where it ends. */
  first: string | undefined
  rows: Row[] | undefined
  /** Its rows may have changed on the server; they are shown until the new ones come. */
  stale: boolean
  /** When it was last looked at, for letting go of the oldest. */
  seen: number
}

/**
 * Shelf holds the stretches of a register one after the other, and finds rows in them by number and by id.
 */
export class Shelf {
  readonly stretches: Stretch[] = []
  private readonly places = new Map<string, Stretch>()

  /** How many rows all stretches have, kept or not. */
  get count(): number {
    return this.stretches.reduce((sum, stretch) => sum + stretch.count, 0)
  }

  /** How many rows are not saved yet. */
  get drafts(): Row[] {
    return this.stretches.flatMap((stretch) => draftsOf(stretch).map(({ row }) => row))
  }

  empty(): void {
    this.stretches.length = 0
    this.places.clear()
  }

  find(index: number): { stretch: Stretch; offset: number } | undefined {
    let start = 0
    for (const stretch of this.stretches) {
      if (index < start + stretch.count) return index < 0 ? undefined : { stretch, offset: index - start }
      start += stretch.count
    }
    return undefined
  }

  /** Gives the stretch that keeps a row. */
  holder(id: string): Stretch | undefined {
    return this.places.get(id)
  }

  following(stretch: Stretch): Stretch | undefined {
    return this.stretches[this.stretches.indexOf(stretch) + 1]
  }

  get(id: string): Row | undefined {
    return this.places.get(id)?.rows?.find((row) => row.id === id)
  }

  /** Gives the number of a row, or -1 if it is not kept. */
  indexOf(id: string): number {
    const holder = this.places.get(id)
    if (!holder?.rows) return -1
    let start = 0
    for (const stretch of this.stretches) {
      if (stretch === holder) break
      start += stretch.count
    }
    return start + holder.rows.findIndex((row) => row.id === id)
  }

  /** Gives the rows of a range that are kept. */
  here(from: number, to: number): Row[] {
    const rows: Row[] = []
    let start = 0
    for (const { count, rows: own } of this.stretches) {
      if (start > to) break
      if (own && start + count > from) rows.push(...own.slice(Math.max(0, from - start), to - start + 1))
      start += count
    }
    return rows
  }

  /** Gives the place in an answer where the next stretch begins, or -1. */
  overlap(following: Stretch, items: Row[]): number {
    return items.findIndex(({ id }) => id === following.first || this.places.get(id) === following)
  }

  /** Keeps the rows of a stretch. A row stands in one place only: where it was read last. */
  keep(stretch: Stretch, rows: Row[]): void {
    stretch.rows = rows
    stretch.count = rows.length
    for (const row of rows) {
      const other = this.places.get(row.id)
      if (other && other !== stretch) this.takeOut(other, row.id)
      this.places.set(row.id, stretch)
    }
  }

  /** Puts rows into a stretch. */
  insert(stretch: Stretch, rows: Row[], offset: number): void {
    this.keep(stretch, [
      ...(stretch.rows ?? []).slice(0, offset),
      ...rows,
      ...(stretch.rows ?? []).slice(offset),
    ])
  }

  takeOut(stretch: Stretch, id: string): void {
    if (!stretch.rows) return
    stretch.rows = stretch.rows.filter((row) => row.id !== id)
    stretch.count = stretch.rows.length
    this.places.delete(id)
  }

  /** Lets go of the rows of a stretch, but not of where they were. */
  forget(stretch: Stretch): void {
    for (const row of stretch.rows ?? []) this.places.delete(row.id)
    stretch.rows = undefined
  }

  /** Forgets all stretches after one, for they no longer meet it. */
  cutAfter(stretch: Stretch): void {
    for (const lost of this.stretches.splice(this.stretches.indexOf(stretch) + 1)) this.forget(lost)
  }

  /** Lets go of the rows looked at longest ago, but not of those between `from` and `to` or not saved yet. */
  release(most: number, from: number, to: number): void {
    let count = 0
    let start = 0
    const old: Stretch[] = []
    for (const stretch of this.stretches) {
      const shown = start + stretch.count > from && start <= to
      if (stretch.rows) count += stretch.count
      if (stretch.rows && !shown && draftsOf(stretch).length === 0) old.push(stretch)
      start += stretch.count
    }
    old.sort((a, b) => b.seen - a.seen)
    // The newest is what has just been asked for.
    while (count > most && old.length > 1) {
      const stretch = old.pop()
      if (!stretch) return
      this.forget(stretch)
      count -= stretch.count
    }
  }
}

/** draftsOf gives the rows of a stretch that are not saved yet, with where they stand in it. */
export function draftsOf(stretch: Stretch): { row: Row; offset: number }[] {
  return (stretch.rows ?? []).flatMap((row, offset) => (row.version === 0 ? [{ row, offset }] : []))
}
