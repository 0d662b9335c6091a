import type { Row } from './columns'
import { draftsOf, Shelf, type Stretch } from './shelf'

/** Query says which rows of a register are shown and in which order. */
export interface Query {
  /** Fields with commas between, a minus before those that fall: `planned_on,-status`. */
  sort?: string | undefined
  filter?: unknown
  q?: string | undefined
  /** The field whose values the rows are put together by, and the values that are left out. */
  group?: string | undefined
  without?: (string | null)[] | undefined
  /** The moment that the register is looked at as it stood. */
  at?: string | undefined
}

/** Page is one answer of the server: rows, where the next begin, and how many there are if that was asked. */
export interface Page {
  items: Row[]
  next?: string | undefined
  total?: number | undefined
}

/** Fetch asks the server for the rows after a cursor. */
export type Fetch = (
  query: Query,
  after: string | undefined,
  ask: { limit: number; count: boolean; signal: AbortSignal },
) => Promise<Page>

/** Watcher hears what happens to the rows. */
export interface Watcher {
  /** Rows came, went or changed; what is on screen must be painted again. */
  changed(): void
  failed(error: unknown): void
}

/** Sizes are how many rows are fetched at once, fetched at once on a far jump, and kept. */
export interface Sizes {
  page: number
  leap: number
  kept: number
}

/** Wanted is a stretch to fetch, or without one the next after the last, on the way to a row. */
interface Wanted {
  stretch: Stretch | undefined
  index: number
}

/**
 * Source is the register as the grid sees it: a long list by number, of which only the stretches around what
 * is looked at are kept. Stretches follow each other by cursor, so a far jump reads its way forward.
 */
export class Source {
  /** What the last reading failed of; nothing is read until it is tried again. */
  failure: unknown
  /** Counts the rows in another way than by asking for a page. */
  counting: ((signal: AbortSignal) => Promise<number>) | undefined
  private query: Query = {}
  private readonly shelf = new Shelf()
  private next: string | undefined
  private ended = false
  private total: number | undefined
  /** Whether the count may have changed since it was asked for. */
  private uncounted = false
  private view = { from: 0, to: 0 }
  private clock = 0
  private reading: Promise<void> | undefined
  private abort = new AbortController()

  constructor(
    private readonly fetch: Fetch,
    private readonly watcher: Watcher,
    private readonly sizes: Sizes = { page: 200, leap: 500, kept: 8000 },
  ) {}

  /** How many rows there are, as far as is known by now. */
  get length(): number {
    if (this.ended) return this.reached
    const unknown = this.total === undefined && this.opened
    return Math.max(this.total ?? 0, this.reached + (unknown ? 1 : 0))
  }

  /** Tells whether the length is that of the register, and not only of what has been read. */
  get counted(): boolean {
    return this.ended || this.total !== undefined
  }

  /** How many rows from the top have been read past, kept or not: the way a far jump has come. */
  get reached(): number {
    return this.shelf.count
  }

  /** Tells whether rows that are looked at are on their way. */
  get busy(): boolean {
    return this.reading !== undefined
  }

  /** Tells whether the first rows of the query have come. */
  get opened(): boolean {
    return this.shelf.stretches.length > 0
  }

  /** Is done when nothing more is being read for what is looked at. */
  async settled(): Promise<void> {
    while (this.reading) await this.reading
  }

  /**
   * Opens another query. The old rows are shown until the first new ones come; unsaved ones go on top. What is
   * read beside them is taken in with them, and may tell how many there are.
   */
  open(query: Query, beside?: (signal: AbortSignal) => Promise<() => number | undefined>): Promise<void> {
    this.query = query
    this.abort.abort()
    this.abort = new AbortController()
    this.failure = undefined
    return this.run(async (signal) => {
      // Counting a long register takes longer than reading its first rows, which are not kept waiting for it.
      const [page, taken] = await Promise.all([
        this.fetch(query, undefined, { limit: this.sizes.page, count: false, signal }),
        beside?.(signal),
      ])
      signal.throwIfAborted()
      const { drafts } = this.shelf
      this.shelf.empty()
      this.total = taken?.()
      this.append(undefined, page, true)
      this.uncounted = !this.ended && this.total === undefined
      if (drafts.length) this.insert(drafts, 0)
    })
  }

  /** Reads anew how many rows there are and what is looked at; the rest when it is looked at. */
  async refresh(): Promise<void> {
    if (!this.opened) return this.open(this.query)
    this.failure = undefined
    this.uncounted = true
    for (const stretch of this.shelf.stretches) stretch.stale = true
    await this.settled()
    return this.run(async () => undefined)
  }

  /** Says that rows changed on the server; those that are kept are read anew when they are looked at. */
  outdate(ids: string[]): void {
    for (const id of ids) {
      const stretch = this.shelf.holder(id)
      if (stretch) stretch.stale = true
    }
    this.read()
  }

  /** Tries again after a failure. */
  retry(): void {
    this.failure = undefined
    if (this.opened) this.read()
    else void this.open(this.query)
  }

  /** Lets go of everything. */
  close(): void {
    this.abort.abort()
  }

  /** Says which rows are on screen, so that they and the next ones are fetched and kept. */
  look(from: number, to: number): void {
    this.view = { from, to }
    this.read()
  }

  /** Gives the row at a number, if it is kept. */
  row(index: number): Row | undefined {
    const place = this.shelf.find(index)
    return place?.stretch.rows?.[place.offset]
  }

  /** Gives a row by its id, if it is kept. */
  get(id: string): Row | undefined {
    return this.shelf.get(id)
  }

  /** Gives the number of a row, or -1 if it is not kept. */
  indexOf(id: string): number {
    return this.shelf.indexOf(id)
  }

  /** Gives the rows of a range that are kept. */
  here(from: number, to: number): Row[] {
    return this.shelf.here(from, to)
  }

  /** Gives all rows of a range, reading those that are not kept; `step` hears how far it has come. */
  async rows(from: number, to: number, step?: (done: number) => void): Promise<Row[]> {
    const rows: Row[] = []
    while (from + rows.length <= to) {
      const index = from + rows.length
      const place = this.shelf.find(index)
      if (place?.stretch.rows) {
        for (const row of place.stretch.rows.slice(place.offset, place.offset + to - index + 1))
          rows.push(row)
        step?.(rows.length)
      } else {
        if (!place && this.ended) break
        await this.fill({ stretch: place?.stretch, index }, to)
      }
    }
    return rows
  }

  /** Changes fields of a row that is kept, here only. */
  patchLocal(id: string, fields: Partial<Row>): void {
    const row = this.get(id)
    if (row) this.replace({ ...row, ...fields })
  }

  /** Puts a newer version of a row in its place. An older one than is known is not taken. */
  replace(row: Row): void {
    const rows = this.shelf.holder(row.id)?.rows
    const index = rows?.findIndex((one) => one.id === row.id) ?? -1
    if (!rows || index < 0 || (rows[index]?.version ?? 0) > row.version) return
    rows[index] = row
    this.watcher.changed()
  }

  /** Puts rows in at a number; past the end they are put after the last that has been read. */
  insert(rows: Row[], index: number): void {
    let place = this.shelf.find(Math.min(index, Math.max(0, this.reached - 1)))
    if (!place) {
      place = { stretch: this.stretch(undefined, []), offset: 0 }
      place.stretch.rows = []
      this.ended = true
    }
    const { stretch, offset } = place
    if (!stretch.rows) return
    this.shelf.insert(stretch, rows, index >= this.reached ? stretch.count : offset)
    if (this.total !== undefined) this.total += rows.length
    this.watcher.changed()
  }

  /** Takes a row out. */
  remove(id: string): void {
    const stretch = this.shelf.holder(id)
    if (!stretch) return
    this.shelf.takeOut(stretch, id)
    if (this.total !== undefined) this.total--
    this.watcher.changed()
  }

  /** Starts the one loop that fetches what is looked at, unless it runs. */
  private read(): void {
    if (this.reading || this.failure !== undefined || !this.opened || this.wanted() === undefined) return
    void this.run(async () => undefined)
  }

  /** Does some reading of its own and then all that is looked at. */
  private run(first: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.abort
    const work = async () => {
      try {
        await first(signal)
        this.watcher.changed()
        for (let wanted = this.wanted(); wanted; wanted = this.wanted()) {
          await this.fill(wanted)
          signal.throwIfAborted()
        }
        if (this.uncounted) await this.recount(signal)
      } catch (error) {
        if (signal.aborted) return
        this.failure = error
        this.watcher.failed(error)
      }
    }
    const reading = work().finally(() => {
      if (this.reading === reading) this.reading = undefined
      this.watcher.changed()
    })
    this.reading = reading
    return reading
  }

  private async recount(signal: AbortSignal): Promise<void> {
    this.uncounted = false
    const total = this.counting
      ? await this.counting(signal)
      : (await this.fetch(this.query, undefined, { limit: 1, count: true, signal })).total
    if (total !== undefined && !signal.aborted) this.total = total + this.shelf.drafts.length
  }

  /** The last row that is wanted: a screen further down than what is looked at. */
  private get ahead(): number {
    return this.view.to + (this.view.to - this.view.from)
  }

  /** What to fetch next: the first stretch on screen that is missing or stale, then those that follow it. */
  private wanted(): Wanted | undefined {
    let start = 0
    for (const stretch of this.shelf.stretches) {
      const end = start + stretch.count
      if (end > this.view.from && start <= this.ahead) {
        stretch.seen = ++this.clock
        if (!stretch.rows || stretch.stale) return { stretch, index: start }
      }
      start = end
    }
    const more = !this.ended && start <= this.ahead
    return more ? { stretch: undefined, index: Math.max(start, this.view.from) } : undefined
  }

  /**
   * Fetches a stretch: one that was let go of or is stale, or the one after the last, towards a row; in large
   * parts where the rows up to another are wanted too.
   */
  private async fill({ stretch, index }: Wanted, to = index): Promise<void> {
    const { signal } = this.abort
    const read = async (after: string | undefined, limit: number) => {
      const page = await this.fetch(this.query, after, { limit, count: false, signal })
      signal.throwIfAborted()
      return page
    }
    if (stretch) {
      const count = stretch.count - draftsOf(stretch).length
      const page = await read(stretch.after, Math.min(count || this.sizes.page, this.sizes.leap))
      const whole = this.meets(stretch, page) || page.next === undefined
      this.renew(stretch, whole ? page : joined(page, await read(page.next, this.sizes.page)))
    } else {
      const after = this.next
      const near = index < this.reached + this.sizes.page
      const page = await read(after, to < this.reached + this.sizes.page ? this.sizes.page : this.sizes.leap)
      if (this.next === after) this.append(after, page, near || index < this.reached + page.items.length)
    }
    this.shelf.release(this.sizes.kept, this.view.from, this.ahead)
    this.watcher.changed()
  }

  private append(after: string | undefined, page: Page, keep: boolean): void {
    const stretch = this.stretch(after, page.items)
    this.next = page.next
    this.ended = page.next === undefined
    if (keep) this.shelf.keep(stretch, page.items)
  }

  private stretch(after: string | undefined, items: Row[]): Stretch {
    const seen = ++this.clock
    const stretch = { after, count: items.length, first: items[0]?.id, rows: undefined, stale: false, seen }
    this.shelf.stretches.push(stretch)
    return stretch
  }

  /** Tells whether an answer reaches to where the next stretch begins. */
  private meets(stretch: Stretch, page: Page): boolean {
    const following = this.shelf.following(stretch)
    return !following || page.next === following.after || this.shelf.overlap(following, page.items) >= 0
  }

  /**
   * Puts fetched rows into a stretch known before, up to where the next begins. Where rows were added by
   * others so that it no longer meets the next, all that follows is read anew.
   */
  private renew(stretch: Stretch, page: Page): void {
    if (!this.shelf.stretches.includes(stretch)) return
    const following = this.shelf.following(stretch)
    const overlap = following ? this.shelf.overlap(following, page.items) : -1
    const items = (overlap >= 0 ? page.items.slice(0, overlap) : page.items).map((row) => {
      // A row that was saved while its stretch was on its way is newer here than in the answer.
      const here = stretch.rows?.find((one) => one.id === row.id)
      return here && here.version > row.version ? here : row
    })
    for (const { row, offset } of draftsOf(stretch)) items.splice(Math.min(offset, items.length), 0, row)
    if (overlap < 0 && page.next !== following?.after) this.shelf.cutAfter(stretch)
    if (!this.shelf.following(stretch)) {
      this.next = page.next
      this.ended = page.next === undefined
    }
    const ids = new Set(items.map(({ id }) => id))
    if (stretch.count !== ids.size || stretch.rows?.some(({ id }) => !ids.has(id))) this.uncounted = true
    this.shelf.forget(stretch)
    this.shelf.keep(stretch, items)
    stretch.first = page.items[0]?.id
    stretch.stale = false
    stretch.seen = ++this.clock
  }
}

function joined(page: Page, more: Page): Page {
  return { ...more, items: [...page.items, ...more.items] }
}
