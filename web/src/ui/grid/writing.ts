import type { Acts } from './acts'
import type { ReadyColumn, Row } from './columns'
import { fieldOf } from './columns'
import { Editor, type Entry, type Host } from './editor'
import type { Act } from './keys'
import { fillWith, readCell, writeText } from './operations'
import { activeOf, boxOf, type Range } from './range'
import type { Renderer } from './render'
import type { Store, Written } from './store'
import type { Words } from './words'

/** Paper is the sheet as writing in it needs it. */
export interface Paper {
  readonly store: Store
  readonly renderer: Renderer
  readonly acts: Acts
  readonly words: Words
  readonly range: Range | undefined
  readonly root: HTMLElement
  changed(): void
}

/** Writing opens the editor over the active cell and takes in what comes of it. */
export class Writing implements Host {
  readonly editor = new Editor(this)
  /** The cell that is written in, with its row as it was when the writing began. */
  private cell: { row: Row; column: ReadyColumn } | undefined
  private warned = false

  constructor(private readonly paper: Paper) {}

  words(): Words {
    return this.paper.words
  }

  /**
   * Opens the editor on the active cell; with `typed`, the key just pressed takes the place of what stood
   * there.
   */
  begin(typed?: string): void {
    const { store, range, words, acts } = this.paper
    if (!range || this.editor.open) return
    const spot = activeOf(range)
    const row = store.source.row(spot.row)
    const column = store.columns[spot.column]
    if (!row || !column) return
    if (!store.editable(row, column)) {
      acts.tell(words.readOnly)
      return
    }
    if (column.type === 'boolean') {
      this.toggle(row, column, typed)
      return
    }
    const { text, value } = store.look(row, column)
    this.cell = { row, column }
    this.warned = false
    const label = words.editing(column.label, spot.row + 1)
    this.editor.show(typed === undefined ? { column, value, text, label } : { column, value, label })
    this.place()
  }

  /** Ends with what is written, as when one clicks elsewhere. */
  finish(): void {
    this.editor.finish()
  }

  /** Keeps the editor over its cell, and tells when somebody else changes the cell meanwhile. */
  follow(): void {
    if (!this.cell || !this.editor.open) return
    this.place()
    const { row, column } = this.cell
    const now = this.paper.store.source.get(row.id)
    if (this.warned || !now || fieldOf(now, column.key) === fieldOf(row, column.key)) return
    this.warned = true
    this.paper.acts.tell(
      this.paper.words.changedMeanwhile(column.label, column.format(fieldOf(now, column.key), now)),
    )
  }

  close(entry: Entry | undefined, act: Act | undefined): void {
    const { cell } = this
    this.cell = undefined
    // Without an act the focus went elsewhere by itself.
    if (act) this.paper.renderer.focus(true)
    if (cell && entry) this.enter(cell.row, cell.column, entry, act === 'fillSelection')
    if (act && act !== 'escape' && act !== 'fillSelection') this.paper.acts.do(act)
    this.paper.changed()
  }

  private toggle(row: Row, column: ReadyColumn, typed: string | undefined): void {
    const { store } = this.paper
    const parsed = typed === undefined ? { value: store.value(row, column) !== true } : column.parse(typed)
    if ('value' in parsed) store.write([{ row, column, value: parsed.value }])
  }

  /** Writes what was entered: at once where that can be, so that a new row is whole before one leaves it. */
  private enter(row: Row, column: ReadyColumn, entry: Entry, all: boolean): void {
    const { store, acts, words, range } = this.paper
    const box = all && range ? boxOf(range) : undefined
    const failed = (error: unknown) => acts.tell(words.failed(error))
    if (box && 'text' in entry) {
      void writeText(store, box, entry.text, acts).catch(failed)
      return
    }
    const write = (written: Written) => {
      store.write([written])
      if (box) void fillWith(store, box, row, column, acts).catch(failed)
    }
    const written =
      'text' in entry ? readCell(store, row, column, entry.text) : { row, column, value: entry.value }
    if (written instanceof Promise) void written.then(write, failed)
    else write(written)
  }

  private place(): void {
    const { range, renderer, root } = this.paper
    const element = range && renderer.elementOf(activeOf(range))
    if (!element) return
    const cell = element.getBoundingClientRect()
    const outer = root.getBoundingClientRect()
    const { width, height } = cell
    this.editor.place({ left: cell.left - outer.left, top: cell.top - outer.top, width, height }, outer)
  }
}
