import type { Column, Row } from './columns'
import { readyColumns } from './columns'
import type { Change, Result } from './edits'
import { type Act, keys } from './keys'
import { type Links, type Rights, Store } from './store'
import type { Words } from './words'

/** words are plain words for tests; the product's come from its catalogue. */
export const words: Words = {
  cell: (column, row, text) => `${column}, row ${row}: ${text}`,
  head: (column, sorted) => `${column}, ${sorted}`,
  selected: (rows, columns) => `${rows} rows × ${columns} columns`,
  empty: 'empty',
  group: (label, count) => `${label} (${count})`,
  loadingRow: 'loading',
  rowNumber: 'Row',
  menu: 'menu',
  yes: 'Yes',
  no: 'No',
  editing: (column, row) => `${column}, row ${row}, editing`,
  changedMeanwhile: (column, text) => `${column} is now ${text}`,
  moreChoices: (count) => `${count} more`,
  noChoices: 'none',
  follow: (text) => `open ${text}`,
  pickDate: 'Pick a date',
  notNumber: (text) => `${text} is no number`,
  notDate: (text) => `${text} is no date`,
  notChoice: (text) => `${text} is no choice`,
  severalChoices: (text) => `${text} is several`,
  notYesNo: (text) => `${text} is neither`,
  required: 'required',
  readOnly: 'locked',
  saving: (cells) => `saving ${cells}`,
  saved: () => 'saved',
  refused: (cells) => `${cells} refused`,
  failed: (error) => `failed: ${error instanceof Error ? error.message : ''}`,
  fetching: (done, total) => `${done} of ${total}`,
  retry: 'Retry',
  discard: 'Discard',
  retryAll: 'Retry all',
  discardAll: 'Discard all',
  nextProblem: 'Next',
  conflict: (column) => `${column} was changed`,
  theirs: (text) => `theirs ${text}`,
  yours: (text) => `yours ${text}`,
  keepTheirs: 'Keep theirs',
  keepYours: 'Keep yours',
  pasted: (cells) => `${cells} pasted`,
  skipped: (cells) => `${cells} skipped`,
  copied: (cells) => `${cells} copied`,
  addRows: (rows) => `add ${rows}?`,
  removeRows: (rows) => `remove ${rows}?`,
  confirm: 'Yes, do',
  cancel: 'No, leave',
  tooMany: (rows) => `at most ${rows}`,
  clipboardClosed: 'closed',
  undone: (cells) => `${cells} undone`,
  redone: (cells) => `${cells} redone`,
  notUndone: (cells) => `${cells} left`,
  nothingToUndo: 'nothing',
  acts: Object.fromEntries(keys.map(({ act }) => [act, act])) as Record<Act, string>,
}

/** columns are those of a small register, one of each type. */
export const columns: Column[] = [
  { key: 'tag', label: 'Tag', width: 100, type: 'text', frozen: true, required: true },
  { key: 'title', label: 'Title', width: 200, type: 'text' },
  { key: 'target', label: 'Target', width: 100, type: 'number', unit: 'm³/h' },
  { key: 'planned', label: 'Planned', width: 100, type: 'date' },
  {
    key: 'status',
    label: 'Status',
    width: 140,
    type: 'status',
    choices: [
      { value: 'ready', label: 'Ready', letter: 'K', shape: 'triangle' },
      { value: 'passed', label: 'Passed', letter: 'B', shape: 'square-tick' },
      { value: 'passed_with_remarks', label: 'Passed with remarks', letter: 'b', shape: 'square-tick-dot' },
    ],
  },
  { key: 'br18', label: 'BR18', width: 60, type: 'boolean' },
  { key: 'no', label: 'No', width: 60, type: 'number', readOnly: () => true },
]

/** Server is a register in memory that answers as the real one: by cursor, with versions and problems. */
export class Server {
  asked: { after: string | undefined; limit: number }[] = []
  batches: Change[][] = []
  entries: Change[][] = []
  /** The reasons for which a field's value is refused. */
  refuses: (key: string, value: unknown) => string | undefined = () => undefined

  constructor(readonly rows: Row[]) {}

  static of(count: number): Server {
    return new Server(Array.from({ length: count }, (_, i) => rowOf(i)))
  }

  fetch: Links['fetch'] = async (_query, after, { limit, count }) => {
    this.asked.push({ after, limit })
    const rows = this.rows.filter((row) => after === undefined || Number(row.no) > Number(after))
    const items = structuredClone(rows.slice(0, limit))
    return {
      items,
      next: rows.length > limit ? String(items.at(-1)?.no) : undefined,
      total: count ? this.rows.length : undefined,
    }
  }

  save: Links['save'] = async (changes) => {
    this.batches.push(structuredClone(changes))
    this.entries.push(changes)
    return { results: changes.map((change) => this.apply(change)), entry: String(this.entries.length - 1) }
  }

  restore = async (entry: string): Promise<void> => {
    for (const change of this.entries[Number(entry)] ?? []) {
      if (change.delete) this.rows.push({ ...rowOf(Number(change.id.slice(1))), version: 3 })
    }
    this.rows.sort((a, b) => Number(a.no) - Number(b.no))
  }

  /** Somebody else changes a row. */
  change(id: string, fields: Partial<Row>): void {
    const row = this.find(id)
    if (row)
      Object.assign(row, fields, {
        version: row.version + 1,
        touched: { ...(row.touched as object), ...fields },
      })
  }

  private find(id: string): Row | undefined {
    const guess = this.rows[Number(id.slice(1))]
    return guess?.id === id ? guess : this.rows.find((row) => row.id === id)
  }

  private apply(change: Change): Result {
    const { id, set } = change
    const errors = Object.entries(set).flatMap(([key, value]) => {
      const detail = this.refuses(key, value)
      return detail ? [{ pointer: `#/${key}`, detail }] : []
    })
    if (errors.length) return { id, problem: { title: 'invalid', errors } }
    if (change.create) {
      this.rows.push({ id, version: 1, no: this.rows.length, ...set })
      return { id, version: 1 }
    }
    const row = this.find(id)
    if (!row) return { id, problem: { title: 'gone' } }
    if (change.delete) {
      this.rows.splice(this.rows.indexOf(row), 1)
      return { id, version: row.version + 1 }
    }
    const touched = (row.touched ?? {}) as Record<string, string>
    const fields = Object.keys(set).flatMap((field) =>
      field in touched && (change.base ?? 0) < row.version
        ? [{ field, base: null, theirs: touched[field] ?? null, yours: set[field] ?? null }]
        : [],
    )
    if (fields.length) return { id, problem: { title: 'stale', fields, version: row.version } }
    Object.assign(row, set, { version: row.version + 1 })
    return { id, version: row.version }
  }
}

/** rowOf makes the row of a number. */
export function rowOf(i: number): Row {
  const status = ['ready', 'passed'][i % 2] ?? ''
  return {
    id: `r${i}`,
    version: 1,
    no: i,
    tag: `T-${i}`,
    title: `Title ${i}`,
    target: i / 10,
    planned: '2026-04-20',
    status,
    br18: false,
  }
}

/** allowed lets everything be done. */
export const allowed: Rights = { canEdit: () => true, canCreate: true, canDelete: true }

/** storeOn opens a store on a server, as the grid does. */
export async function storeOn(server: Server, look = { from: 0, to: 40 }): Promise<Store> {
  const links = { fetch: server.fetch, save: server.save, restore: server.restore }
  const hearer = { changed: () => undefined, failed: () => undefined, savedAt: () => undefined }
  const store = new Store(() => links, hearer, readyColumns(columns, 'da', words), allowed, words)
  store.source.look(look.from, look.to)
  await store.open({})
  return store
}
