import { uuid } from '~/lib/uuid'
import type { Look } from './cell'
import { fieldOf, isLookup, type ReadyColumn, type Row, type Value } from './columns'
import { type Change, Edits, isProblem, type Problem } from './edits'
import { Grouped, headingOf, type ReadGroups } from './groups'
import { type Outcome, type Save, Saver } from './saver'
import type { Fetch, Query } from './source'
import { inverse, type Patch, type Step, Undo } from './undo'
import type { Words } from './words'

/** Rights say what the reader may do; the server decides again. */
export interface Rights {
  canEdit(row: Row, column: ReadyColumn): boolean
  canCreate: boolean
  canDelete: boolean
}

/** Links are the ways from the grid to the server. */
export interface Links {
  fetch: Fetch
  groups?: ReadGroups | undefined
  save: Save
  /** Takes back a removal by its history entry. */
  restore?: ((entry: string) => Promise<void>) | undefined
}

/** Written is what is to stand in a cell: a value, or a text that is none with the reason why. */
export interface Written {
  row: Row
  column: ReadyColumn
  value: Value
  text?: string
  reason?: string
}

/** Hearer is told when what is shown may have changed, and what went wrong. */
export interface Hearer {
  changed(): void
  failed(error: unknown): void
  savedAt(moment: Date): void
}

/**
 * Store is the register with what people wrote over it: it shows a cell as it will be, sends what was
 * written, and takes steps back. It knows nothing of the page it is shown on.
 */
export class Store implements Outcome {
  readonly source: Grouped
  readonly edits = new Edits()
  readonly steps = new Undo()
  readonly saver: Saver
  private readonly versions = new Map<string, number>()
  private readonly removals: Step[] = []

  constructor(
    private readonly links: () => Links,
    private readonly hearer: Hearer,
    public columns: ReadyColumn[],
    public rights: Rights,
    public words: Words,
  ) {
    this.source = new Grouped(
      (...ask) => links().fetch(...ask),
      async (...ask) => (await links().groups?.(...ask)) ?? [],
      hearer,
    )
    this.saver = new Saver(this.edits, (changes) => links().save(changes), this)
  }

  /** Opens a query; the steps of the one before stay, for they belong to rows and not to places. */
  open(query: Query): Promise<void> {
    return this.source.open(query)
  }

  /** Tells how a cell is to be shown. */
  look(row: Row, column: ReadyColumn): Look {
    const heading = headingOf(row)
    if (heading) {
      const { label, count, sums } = heading.group
      const text = column === this.columns[0] ? this.words.group(label, count) : (sums[column.key] ?? '')
      return { text, value: null, mark: 'none', reason: '', locked: false }
    }
    const edit = this.edits.get(row.id, column.key)
    const value = edit ? edit.value : fieldOf(row, column.key)
    const text = edit?.text ?? column.format(value, row)
    const remark = edit?.text === undefined && column.remark?.(value)
    const mark = !edit ? 'none' : edit.state === 'stale' ? 'stale' : isProblem(edit) ? 'problem' : 'saving'
    return {
      text,
      ...(remark ? { remark } : {}),
      value,
      mark: edit?.state === 'held' ? 'none' : mark,
      reason: edit?.reason ?? '',
      locked: !this.editable(row, column),
      ...(edit?.text === undefined ? this.linkOf(column, value) : {}),
    }
  }

  private linkOf(column: ReadyColumn, value: Value): Pick<Look, 'link'> {
    const { choices } = column
    if (value === null || !isLookup(choices)) return {}
    const address = choices.address?.(String(value))
    return address ? { link: { address, label: this.words.follow(choices.label(String(value)) ?? '') } } : {}
  }

  /** Tells whether a row is new here or about to go. */
  rowState(row: Row): 'draft' | 'leaving' | 'group' | '' {
    if (headingOf(row)) return 'group'
    if (this.edits.isLeaving(row.id)) return 'leaving'
    return this.edits.isDraft(row.id) ? 'draft' : ''
  }

  /** Gives the value of a cell as it is written by now. */
  value(row: Row, column: ReadyColumn): Value {
    const edit = this.edits.get(row.id, column.key)
    return edit ? edit.value : fieldOf(row, column.key)
  }

  editable(row: Row, column: ReadyColumn): boolean {
    return (
      !headingOf(row) &&
      !column.readOnly?.(row) &&
      !this.edits.isLeaving(row.id) &&
      this.rights.canEdit(row, column)
    )
  }

  /**
   * Writes cells as one step. Cells that already are so are left alone; rows added for it belong to the step.
   */
  write(cells: Written[], added: string[] = []): number {
    const patches: Patch[] = []
    for (const { row, column, value, text, reason } of cells) {
      const before = this.value(row, column)
      const wrongBefore = this.edits.get(row.id, column.key)?.text
      if (before === value && wrongBefore === text) continue
      this.edits.put(row, column.key, value, text, reason)
      patches.push({ id: row.id, key: column.key, before, after: value, wrongBefore, wrongAfter: text })
    }
    this.steps.push({ cells: patches, added, removed: [] })
    this.go()
    return patches.length
  }

  /** Makes a row that is to stand below a line, in the group that is there. */
  fresh(line: number, values: Record<string, Value>): Row {
    const { field } = this.source
    const group = field && this.source.groupAt(Math.max(0, line))
    return { ...(group ? { [field]: group.value } : {}), ...values, id: uuid(), version: 0 }
  }

  /** Begins rows; they are sent when they are released. A step is remembered unless the caller writes one. */
  addRows(rows: Row[], index: number, remember: boolean): void {
    this.source.insert(rows, index)
    for (const row of rows) this.edits.draft(row)
    if (remember) this.steps.push({ cells: [], added: rows.map((row) => row.id), removed: [] })
    this.hearer.changed()
  }

  /** Sends a new row that a person is through with; one with nothing in it is let go of. */
  finish(id: string): void {
    if (!this.edits.isDraft(id)) return
    const row = this.source.get(id)
    if (!this.edits.of(id)?.size || !row) {
      this.withdraw(id)
      return
    }
    for (const column of this.columns) {
      const missing =
        column.required && this.value(row, column) === null && !this.edits.get(id, column.key)?.text
      if (missing) this.edits.put(row, column.key, null, '', this.words.required)
    }
    this.edits.release(id)
    this.go()
  }

  /** Removes rows: those not saved yet at once, the others when the server has done it. */
  async removeRows(lines: Row[]): Promise<void> {
    const rows = lines.filter((line) => !headingOf(line))
    // A row on its way must have arrived before it can go.
    if (this.edits.counts.drafts) await this.saver.idle()
    const saved = rows.filter((row) => !this.edits.isDraft(row.id))
    for (const row of rows) {
      if (this.edits.isDraft(row.id)) this.withdraw(row.id)
      else this.edits.remove(row)
    }
    if (saved.length && this.links().restore) {
      const step = { cells: [], added: [], removed: saved.map((row) => row.id) }
      this.steps.push(step)
      this.removals.push(step)
    }
    this.go()
  }

  /** Takes the last step back. Cells that others changed since are left, and counted. */
  async undo(): Promise<{ done: number; left: number } | undefined> {
    return this.turn((apply) => this.steps.undo(apply))
  }

  /** Does the last undone step again. */
  async redo(): Promise<{ done: number; left: number } | undefined> {
    return this.turn((apply) => this.steps.redo(apply))
  }

  /** Sends a refused cell again. */
  retry(id: string, key: string): void {
    this.edits.retry(id, key)
    this.go()
  }

  /** Gives up what is written in a cell; a new row that was refused is given up as a whole. */
  discard(id: string, key: string): void {
    const edit = this.edits.get(id, key)
    if (edit?.state === 'stale') this.source.patchLocal(id, { [key]: edit.theirs ?? null })
    this.edits.drop(id, key)
    if (this.edits.isDraft(id) && !this.edits.of(id)?.size) this.withdraw(id)
    this.hearer.changed()
  }

  /** Saves what is written in a cell over what others made of it meanwhile. */
  keepYours(id: string, key: string): void {
    this.edits.keepYours(id, key, this.version(id))
    this.go()
  }

  retryAll(): void {
    for (const { id, key } of this.edits.problems()) this.edits.retry(id, key)
    this.go()
  }

  discardAll(): void {
    for (const { id, key } of this.edits.problems()) {
      if (this.edits.isDraft(id)) this.withdraw(id)
      else this.discard(id, key)
    }
    this.hearer.changed()
  }

  saved(change: Change, version: number, row: Row | undefined): void {
    if (change.delete) {
      this.source.remove(change.id)
      return
    }
    this.versions.set(change.id, version)
    if (row) this.source.replace(row)
    else this.source.patchLocal(change.id, { ...change.set, version })
    // Others saved in between: the rest of the row is read anew.
    if (!row && change.base !== undefined && version > change.base + 1) this.source.outdate([change.id])
    const { field } = this.source
    // A row that got another value belongs in another group.
    if (field && change.set && field in change.set) void this.source.refresh()
  }

  refused(change: Change, problem: Problem): void {
    if (problem.version !== undefined) this.versions.set(change.id, problem.version)
    else if (problem.fields) this.source.outdate([change.id])
  }

  moved(changes: Change[], entry?: string): void {
    if (entry !== undefined) {
      const gone = new Set(changes.flatMap((change) => (change.delete ? [change.id] : [])))
      for (const step of this.removals.filter((one) => one.removed.some((id) => gone.has(id)))) {
        step.entry = entry
        this.removals.splice(this.removals.indexOf(step), 1)
      }
    }
    if (!this.edits.waiting) this.hearer.savedAt(new Date())
    this.hearer.changed()
  }

  lost(error: unknown): Problem {
    return { title: this.words.failed(error) }
  }

  private go(): void {
    this.saver.start()
    this.hearer.changed()
  }

  private version(id: string): number {
    return Math.max(this.source.get(id)?.version ?? 0, this.versions.get(id) ?? 0)
  }

  private withdraw(id: string): void {
    this.edits.forget(id)
    this.source.remove(id)
  }

  private async turn(
    move: (apply: (step: Step) => Step) => boolean,
  ): Promise<{ done: number; left: number } | undefined> {
    const count = { done: 0, left: 0 }
    const entries: string[] = []
    // A row on its way must have arrived before it can be taken back.
    if (this.edits.counts.drafts) await this.saver.idle()
    const moved = move((step) => this.apply(step, count, entries))
    if (!moved) return undefined
    this.go()
    for (const entry of entries) {
      try {
        await this.links().restore?.(entry)
        await this.source.refresh()
      } catch (error) {
        this.hearer.failed(error)
      }
    }
    return count
  }

  /** Turns a step round and gives the step that was thereby done. */
  private apply(step: Step, count: { done: number; left: number }, entries: string[]): Step {
    const back: Step = { cells: [], added: [], removed: [] }
    const added = new Set(step.added)
    for (const patch of inverse(step.cells)) {
      if (added.has(patch.id)) continue
      if (this.patch(patch)) back.cells.push(patch)
      else count.left++
    }
    for (const id of step.added) {
      if (this.edits.isDraft(id)) this.withdraw(id)
      else {
        this.edits.remove({ id, version: this.version(id) })
        if (this.links().restore) back.removed.push(id)
      }
    }
    if (back.removed.length) this.removals.push(back)
    if (step.entry) {
      entries.push(step.entry)
      back.added = step.removed
    } else {
      count.left += step.removed.length
    }
    count.done = back.cells.length + step.added.length + back.added.length
    return back
  }

  /** Writes one cell back, unless it is no longer as the step left it. */
  private patch(patch: Patch): boolean {
    const column = this.columns.find((one) => one.key === patch.key)
    if (!column) return false
    // A row that is not kept is trusted to be as it was saved; the server sees if it is not.
    const row = this.source.get(patch.id) ?? {
      id: patch.id,
      version: this.version(patch.id),
      [patch.key]: patch.before,
    }
    const text = this.edits.get(patch.id, patch.key)?.text
    if (this.value(row, column) !== patch.before || text !== patch.wrongBefore) return false
    const parsed = patch.wrongAfter === undefined ? undefined : column.parse(patch.wrongAfter)
    const reason = parsed && 'error' in parsed ? parsed.error : undefined
    this.edits.put(row, patch.key, patch.after, patch.wrongAfter, reason)
    return true
  }
}
