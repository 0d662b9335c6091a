import type { Act } from './keys'

/** Words are all texts the grid shows or speaks, in the reader's language; the page gives them. */
export interface Words {
  /** The spoken cell: `Status, row 12: Passed`. */
  cell(column: string, row: number, text: string): string
  /** The spoken head of a column, with the way it is sorted. */
  head(column: string, sorted: 'none' | 'ascending' | 'descending'): string
  /** What is spoken of a selection of several cells. */
  selected(rows: number, columns: number): string
  empty: string
  /** The heading of a group, with how many rows it has. */
  group: (label: string, count: number) => string
  loadingRow: string
  rowNumber: string
  menu: string
  yes: string
  no: string

  /** The editor's own name: `Status, row 12, editing`. */
  editing(column: string, row: number): string
  /** Says that someone else changed the cell that is being written in. */
  changedMeanwhile(column: string, text: string): string
  moreChoices(count: number): string
  noChoices: string
  pickDate: string
  /** Says where a link leads: `Open V-57-301`. */
  follow(text: string): string

  notNumber(text: string): string
  notDate(text: string): string
  notChoice(text: string): string
  severalChoices(text: string): string
  notYesNo(text: string): string
  required: string
  readOnly: string

  saving(cells: number): string
  saved(at: Date): string
  refused(cells: number): string
  /** Why nothing came of a request, from what it was rejected with. */
  failed(error: unknown): string
  fetching(done: number, total: number): string
  retry: string
  discard: string
  retryAll: string
  discardAll: string
  nextProblem: string

  conflict(column: string): string
  theirs(text: string): string
  yours(text: string): string
  keepTheirs: string
  keepYours: string

  pasted(cells: number): string
  /** Says how many cells an act left alone, because they cannot be written to. */
  skipped(cells: number): string
  copied(cells: number): string
  /** Asks whether a paste that is longer than the register may add rows. */
  addRows(rows: number): string
  removeRows(rows: number): string
  confirm: string
  cancel: string
  tooMany(rows: number): string
  clipboardClosed: string
  undone(cells: number): string
  redone(cells: number): string
  /** Says that cells were left as others have made them since. */
  notUndone(cells: number): string
  nothingToUndo: string

  /** What each act of the keyboard is called on the help sheet. */
  acts: Record<Act, string>
}
