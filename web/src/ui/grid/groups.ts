import type { Row } from './columns'
import { type Fetch, type Query, type Sizes, Source, type Watcher } from './source'

/** Group is the rows that have one value in the field that the register is grouped by. */
export interface Group {
  value: string | null
  /** What the value is called, and how many rows have it. */
  label: string
  count: number
  /** What columns come to in it, as it is shown, by the column's key. */
  sums: Record<string, string>
}

/** ReadGroups asks the server for the groups of a query, in the order in which its rows stand. */
export type ReadGroups = (query: Query, signal: AbortSignal) => Promise<Group[]>

/** Heading is the line above a group, which stands among the rows. */
export interface Heading extends Row {
  group: Group
  open: boolean
}

/** headingOf gives the heading that a row is, if it is one. */
export function headingOf(row: Row | undefined): Heading | undefined {
  return row && 'group' in row ? (row as Heading) : undefined
}

/**
 * Grouped is the register as the grid shows it: its rows by number, with a heading above each group. A group
 * that is closed is left out of what is asked of the server. Without groups it is the source itself.
 */
export class Grouped {
  private readonly source: Source
  private query: Query = {}
  private groups: Group[] | undefined
  private readonly closed = new Set<string | null>()
  /** The number of each heading. */
  private starts: number[] = []

  constructor(
    fetch: Fetch,
    private readonly readGroups: ReadGroups | undefined,
    private readonly watcher: Watcher,
    sizes?: Sizes,
  ) {
    this.source = new Source(fetch, watcher, sizes)
  }

  get failure(): unknown {
    return this.source.failure
  }

  get busy(): boolean {
    return this.source.busy
  }

  get opened(): boolean {
    return this.source.opened
  }

  get counted(): boolean {
    return this.source.counted
  }

  /** The field that the rows are grouped by. */
  get field(): string | undefined {
    return this.groups && this.query.group
  }

  get length(): number {
    return this.source.length + (this.groups?.length ?? 0)
  }

  /** How many rows there are, those of closed groups with them. */
  get rowCount(): number {
    return this.groups?.reduce((sum, { count }) => sum + count, 0) ?? this.source.length
  }

  get reached(): number {
    return this.numberOf(this.source.reached)
  }

  open(query: Query): Promise<void> {
    this.query = query
    this.closed.clear()
    return this.load()
  }

  /** Opens a group that is closed, and closes one that is open. */
  toggle({ group }: Heading): Promise<void> {
    if (!this.closed.delete(group.value)) this.closed.add(group.value)
    return this.load()
  }

  /** Opens all groups, or closes them all. */
  toggleAll(open: boolean): Promise<void> {
    this.closed.clear()
    if (!open) for (const { value } of this.groups ?? []) this.closed.add(value)
    return this.load()
  }

  refresh(): Promise<void> {
    return this.source.refresh()
  }

  retry(): void {
    if (this.source.opened) this.source.retry()
    else void this.load()
  }

  close(): void {
    this.source.close()
  }

  settled(): Promise<void> {
    return this.source.settled()
  }

  outdate(ids: string[]): void {
    this.source.outdate(ids)
  }

  patchLocal(id: string, fields: Partial<Row>): void {
    this.source.patchLocal(id, fields)
  }

  replace(row: Row): void {
    this.source.replace(row)
  }

  get(id: string): Row | undefined {
    return this.source.get(id)
  }

  /** Says which lines are on screen, so that their rows and the next ones are fetched and kept. */
  look(from: number, to: number): void {
    const { top, bottom } = this.between(from, to)
    this.source.look(top, Math.max(top, bottom))
  }

  row(index: number): Row | undefined {
    return this.heading(index) ?? this.source.row(this.placeOf(index))
  }

  indexOf(id: string): number {
    const place = this.source.indexOf(id)
    return place < 0 ? place : this.numberOf(place)
  }

  /** Gives the rows of a range that are kept, without headings. */
  here(from: number, to: number): Row[] {
    const { top, bottom } = this.between(from, to)
    return this.source.here(top, bottom)
  }

  /** Gives the places in the list of the rows between two lines, headings left out. */
  between(from: number, to: number): { top: number; bottom: number } {
    return { top: this.placeOf(from), bottom: this.placeOf(to + 1) - 1 }
  }

  /** Gives all lines of a range, reading the rows that are not kept; `step` hears how far it has come. */
  async rows(from: number, to: number, step?: (done: number) => void): Promise<Row[]> {
    const { top, bottom } = this.between(from, to)
    const rows = bottom < top ? [] : await this.source.rows(top, bottom, step)
    const lines: Row[] = []
    for (let index = from; index <= to; index++) {
      const line = this.heading(index) ?? rows[this.placeOf(index) - top]
      if (line) lines.push(line)
    }
    return lines
  }

  /** Puts rows in at a number, in the group that stands there. */
  insert(rows: Row[], index: number): void {
    const group = this.groupAt(Math.min(index, this.length - 1))
    const place = this.placeOf(index)
    if (group) this.grow(group, rows.length)
    this.source.insert(rows, place)
  }

  remove(id: string): void {
    const index = this.indexOf(id)
    const group = index < 0 ? undefined : this.groupAt(index)
    if (group) this.grow(group, -1)
    this.source.remove(id)
  }

  /** Gives the group that a line belongs to. */
  groupAt(index: number): Group | undefined {
    return this.groups?.[this.headingsTo(index) - 1]
  }

  /** Gives how many rows stand above a line: its number among the rows alone. */
  placeOf(index: number): number {
    return index - this.headingsTo(index) + (this.isHeading(index) ? 1 : 0)
  }

  private load(): Promise<void> {
    const { query, closed, readGroups } = this
    if (!query.group || !readGroups) {
      this.source.counting = undefined
      return this.source.open(query, async () => () => {
        this.groups = undefined
        return undefined
      })
    }
    this.source.counting = async (signal) => {
      const groups = await readGroups(query, signal)
      return this.take(groups)
    }
    const asked = { ...query, without: [...closed] }
    return this.source.open(asked, async (signal) => {
      const groups = await readGroups(query, signal)
      return () => this.take(groups)
    })
  }

  /** Takes in groups as they are by now, and gives how many rows those have that are open. */
  private take(groups: Group[]): number {
    this.groups = groups
    return this.arrange()
  }

  private arrange(): number {
    let rows = 0
    this.starts = (this.groups ?? []).map((group, at) => {
      const start = rows + at
      rows += this.shown(group)
      return start
    })
    return rows
  }

  private grow(group: Group, by: number): void {
    group.count += by
    this.arrange()
    this.watcher.changed()
  }

  private shown({ value, count }: Group): number {
    return this.closed.has(value) ? 0 : count
  }

  private isHeading(index: number): boolean {
    return this.groups !== undefined && this.starts[this.headingsTo(index) - 1] === index
  }

  private heading(index: number): Heading | undefined {
    const at = this.headingsTo(index) - 1
    const group = this.groups?.[at]
    if (!group || this.starts[at] !== index) return undefined
    return { id: `group ${group.value}`, version: 1, group, open: !this.closed.has(group.value) }
  }

  /** Gives how many headings stand at a line or above it. */
  private headingsTo(index: number): number {
    if (!this.groups) return 0
    let low = 0
    let high = this.starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.starts[middle] ?? 0) <= index) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Gives the line that a row stands on. */
  private numberOf(place: number): number {
    let [low, high] = [0, this.groups ? this.starts.length : 0]
    while (low < high) {
      const middle = (low + high) >> 1
      // The first row of a group stands below its heading.
      if ((this.starts[middle] ?? 0) - middle <= place) low = middle + 1
      else high = middle
    }
    return place + low
  }
}
