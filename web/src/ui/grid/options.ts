import type { Column, Row, Value } from './columns'
import type { ReadGroups } from './groups'
import type { Locale } from './locale'
import type { Box } from './range'
import type { Save } from './saver'
import type { Fetch, Query } from './source'
import type { Rights } from './store'
import type { Words } from './words'

/** State is what a page shows of the grid elsewhere: how many rows there are, and how saving goes. */
export interface State {
  rows: number
  /** Whether the rows have been counted; until then there are at least so many. */
  counted: boolean
  loading: boolean
  /** What the last reading failed of. */
  failure: unknown
  saving: number
  problems: number
  drafts: number
  savedAt: Date | undefined
  canUndo: boolean
  canRedo: boolean
}

/**
 * Selection is what is selected: the box of places in the list, headings of groups left out, and on asking the
 * rows of it that are here.
 */
export interface Selection {
  box: Box
  count: number
  columns: string[]
  active: { row: Row | undefined; column: string }
  rows(): Row[]
  /** Reads those that are not here, too. */
  all(): Promise<Row[]>
}

/** Options are what a page gives the grid, and may change at any time. */
export interface Options {
  label: string
  columns: Column[]
  query: Query
  locale: Locale
  words: Words
  rights: Rights
  fetch: Fetch
  /** Reads the groups of a query that has some. */
  groups?: ReadGroups | undefined
  onSave: Save
  onRestore?: ((entry: string) => Promise<void>) | undefined
  density?: 'compact' | 'normal' | 'touch' | undefined
  /** What a new row begins with. */
  newRow?: (() => Record<string, Value>) | undefined
  onOpen?: ((row: Row) => void) | undefined
  /** Goes to where a link in a cell leads. */
  onFollow?: ((address: string) => void) | undefined
  /** Asked for by the key that shows what the keys do. */
  onHelp?: (() => void) | undefined
  onSelection?: ((selection: Selection) => void) | undefined
  onSort?: ((sort: string) => void) | undefined
  onHeaderMenu?: ((column: Column, element: HTMLElement) => void) | undefined
  /** What the button at the end of the heads is called, and what it does. */
  addColumn?: { label: string; act: () => void } | undefined
  onResize?: ((key: string, width: number) => void) | undefined
  /** Puts a column before another one, or last. */
  onArrange?: ((key: string, before: string | undefined) => void) | undefined
  onState?: ((state: State) => void) | undefined
}
