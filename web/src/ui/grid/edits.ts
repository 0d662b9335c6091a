import { fieldOf, type Row, type Value } from './columns'

/** Change is what the grid asks to be saved of one row: only the fields that were written. */
export interface Change {
  id: string
  /** The version the row was read at, by which the server sees what others did meanwhile. */
  base?: number
  set: Record<string, Value>
  create?: true
  delete?: true
}

/** Problem says why a row was not saved, in the words of the server. */
export interface Problem {
  type?: string | undefined
  title: string
  detail?: string | undefined
  /** Reasons for single fields; the pointer is `#/field`. */
  errors?: { pointer: string; detail: string }[] | undefined
  /** Fields that others changed since `base`. */
  fields?: { field: string; base: Value; theirs: Value; yours: Value }[] | undefined
  /** The version the row has now, if the server tells. */
  version?: number | undefined
}

/** Result is what became of one change. */
export type Result = { id: string; version: number; row?: Row } | { id: string; problem: Problem }

/** State is how far a written cell has come. `wrong` is a text that is no value; it is never sent. */
export type State = 'held' | 'waiting' | 'saving' | 'refused' | 'stale' | 'wrong'

/** Edit is one written cell that the server has not confirmed. */
export interface Edit {
  value: Value
  /** The text as it was written, where it could not be read as a value. */
  text?: string | undefined
  state: State
  base: number
  reason?: string
  theirs?: Value
}

/** Counts are how many cells are on their way and need somebody, and how many rows are only begun. */
export interface Counts {
  saving: number
  problems: number
  drafts: number
}

/**
 * Edits lie over the rows as they came from the server, by id, so that neither scrolling away nor a change
 * by others loses what a person wrote.
 */
export class Edits {
  private rows = new Map<string, Map<string, Edit>>()
  private drafts = new Set<string>()
  private leaving = new Map<string, number>()

  get(id: string, key: string): Edit | undefined {
    return this.rows.get(id)?.get(key)
  }

  of(id: string): ReadonlyMap<string, Edit> | undefined {
    return this.rows.get(id)
  }

  /** Tells whether the row waits to be removed. */
  isLeaving(id: string): boolean {
    return this.leaving.has(id)
  }

  isDraft(id: string): boolean {
    return this.drafts.has(id)
  }

  /** Writes a cell. What is written back to what the server has, and is not on its way, is no edit. */
  put(row: Row, key: string, value: Value, text?: string, reason?: string): void {
    const known = this.get(row.id, key)
    const base = known && known.state !== 'stale' ? known.base : row.version
    if (text === undefined && value === fieldOf(row, key) && known?.state !== 'saving') {
      this.drop(row.id, key)
      return
    }
    const held = this.drafts.has(row.id)
    const state = text !== undefined ? 'wrong' : held ? 'held' : 'waiting'
    this.set(row.id, key, { value, text, state, base, ...(reason ? { reason } : {}) })
  }

  /** Begins a row that is made here; its cells are held until the row is released. */
  draft(row: Row): void {
    this.drafts.add(row.id)
    for (const [key, value] of Object.entries(row)) {
      if (key !== 'id' && key !== 'version' && value !== null) {
        this.set(row.id, key, { value: value as Value, state: 'held', base: 0 })
      }
    }
  }

  /** Lets a new row be sent. */
  release(id: string): void {
    for (const edit of this.rows.get(id)?.values() ?? []) if (edit.state === 'held') edit.state = 'waiting'
  }

  /** Forgets all that is written in a row. */
  forget(id: string): void {
    this.rows.delete(id)
    this.drafts.delete(id)
    this.leaving.delete(id)
  }

  /** Marks a row to be removed; it stays on screen until the server has done it. */
  remove(row: Row): void {
    this.leaving.set(row.id, row.version)
  }

  /** Takes up to so many rows that wait, and marks their cells as being saved. */
  take(limit: number): Change[] {
    const changes: Change[] = []
    for (const [id, base] of this.leaving) {
      if (changes.length < limit) changes.push({ id, base, set: {}, delete: true })
    }
    for (const [id, fields] of this.rows) {
      if (changes.length >= limit) break
      if (this.leaving.has(id) || !this.ready(id, fields)) continue
      changes.push(this.drafts.has(id) ? creation(id, fields) : correction(id, fields))
    }
    return changes
  }

  /** Tells whether anything waits to be sent and can be. */
  get waiting(): boolean {
    for (const [id, fields] of this.rows) if (this.ready(id, fields)) return true
    return this.leaving.size > 0
  }

  /** Takes in that a change was saved: its cells are the server's now. */
  saved(change: Change, version: number): void {
    if (change.delete) {
      this.forget(change.id)
      return
    }
    this.drafts.delete(change.id)
    for (const [key, edit] of this.rows.get(change.id) ?? []) {
      if (edit.state === 'saving' && key in change.set) {
        this.drop(change.id, key)
      } else if (change.create) {
        edit.base = version
        if (edit.state === 'held') edit.state = 'waiting'
      } else if (key in change.set || (edit.base === (change.base ?? 0) && version === edit.base + 1)) {
        // Written again while it was on its way, or beside a save that nobody came in between of.
        edit.base = version
      }
    }
  }

  /**
   * Takes in that a change was refused: fields with a reason are marked, the others are sent on without them.
   */
  refused(change: Change, problem: Problem): void {
    this.leaving.delete(change.id)
    const reasons = new Map(problem.errors?.map((error) => [error.pointer.replace(/^#\//, ''), error.detail]))
    const stale = new Map(problem.fields?.map((field) => [field.field, field.theirs]))
    const own = (key: string) => reasons.has(key) || stale.has(key)
    const someOwn = Object.keys(change.set).some(own)
    for (const [key, edit] of this.rows.get(change.id) ?? []) {
      if (edit.state !== 'saving') continue
      if (stale.has(key)) {
        edit.state = 'stale'
        edit.theirs = stale.get(key) ?? null
        edit.reason = problem.title
      } else if (someOwn && !own(key)) {
        edit.state = change.create ? 'held' : 'waiting'
      } else {
        edit.state = 'refused'
        edit.reason = reasons.get(key) ?? problem.detail ?? problem.title
      }
    }
  }

  /** Sends a refused cell again, and with a new row all that is in it. */
  retry(id: string, key: string): void {
    const edit = this.get(id, key)
    if (edit?.state === 'refused') edit.state = 'waiting'
    if (this.drafts.has(id)) this.release(id)
  }

  /** Settles a cell that others changed meanwhile: with ours over theirs, on top of the version they made. */
  keepYours(id: string, key: string, version: number): void {
    const edit = this.get(id, key)
    if (edit?.state !== 'stale') return
    edit.state = 'waiting'
    edit.base = version
  }

  /** Gives up what is written in a cell. */
  drop(id: string, key: string): void {
    const fields = this.rows.get(id)
    fields?.delete(key)
    if (fields?.size === 0) this.rows.delete(id)
  }

  /** Calls for every cell that needs somebody. */
  problems(): { id: string; key: string; edit: Edit }[] {
    const found: { id: string; key: string; edit: Edit }[] = []
    for (const [id, fields] of this.rows) {
      for (const [key, edit] of fields) if (isProblem(edit)) found.push({ id, key, edit })
    }
    return found
  }

  get counts(): Counts {
    const counts = { saving: this.leaving.size, problems: 0, drafts: this.drafts.size }
    for (const fields of this.rows.values()) {
      for (const edit of fields.values()) {
        if (edit.state === 'waiting' || edit.state === 'saving') counts.saving++
        if (isProblem(edit)) counts.problems++
      }
    }
    return counts
  }

  /** Tells whether a row can be sent: a new one only when nothing in it is known to be wrong. */
  private ready(id: string, fields: Map<string, Edit>): boolean {
    const edits = [...fields.values()]
    if (this.drafts.has(id) && edits.some((edit) => edit.state === 'wrong')) return false
    return edits.some((edit) => edit.state === 'waiting')
  }

  private set(id: string, key: string, edit: Edit): void {
    const fields = this.rows.get(id)
    if (fields) fields.set(key, edit)
    else this.rows.set(id, new Map([[key, edit]]))
  }
}

/** isProblem tells whether a cell waits for a person and not for the server. */
export function isProblem(edit: Edit): boolean {
  return edit.state === 'refused' || edit.state === 'stale' || edit.state === 'wrong'
}

/** A new row is sent whole. */
function creation(id: string, fields: Map<string, Edit>): Change {
  const set: Change['set'] = {}
  for (const [key, edit] of fields) {
    edit.state = 'saving'
    set[key] = edit.value
  }
  return { id, create: true, set }
}

/** Cells of one row that were read at different versions go one version at a time, the oldest first. */
function correction(id: string, fields: Map<string, Edit>): Change {
  const waiting = [...fields].filter(([, edit]) => edit.state === 'waiting')
  const base = Math.min(...waiting.map(([, edit]) => edit.base))
  const set: Change['set'] = {}
  for (const [key, edit] of waiting) {
    if (edit.base !== base) continue
    edit.state = 'saving'
    set[key] = edit.value
  }
  return { id, base, set }
}
