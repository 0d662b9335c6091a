import { Acts, type Desk } from './acts'
import { type ReadyColumn, type Row, readyColumns, type Value } from './columns'
import { headingOf } from './groups'
import type { Sorted } from './head'
import { actOf, writes } from './keys'
import { type Layout, layOut } from './layout'
import type { Options } from './options'
import { Pointer } from './pointer'
import { activeOf, at, boxOf, clampRange, type Range, shift, sizeOf } from './range'
import { Reach } from './reach'
import { Renderer, type Scene } from './render'
import { cellParts, hasProblem, type Reported, registerParts, spoken, stateOf } from './report'
import { selectionOf } from './selection'
import { sortedBy, turned } from './sort'
import { Speech } from './speech'
import { Statusline } from './statusline'
import { type Hearer, Store } from './store'
import type { Words } from './words'
import { type Paper, Writing } from './writing'

/** Sheet is a register on the page: it joins the store to what is painted, pressed and typed. */
export class Sheet implements Scene, Hearer, Desk, Paper {
  readonly store: Store
  readonly acts = new Acts(this)
  readonly renderer: Renderer
  readonly writing: Writing
  layout: Layout
  rowHeight = 34
  range: Range | undefined
  private readonly speech = new Speech()
  private readonly line = new Statusline(() => this.acts.ask ?? this.renderer.focus(true))
  private readonly pointer: Pointer
  private readonly gauge = document.createElement('div')
  private readonly sizes: ResizeObserver
  private readonly listening = new AbortController()
  private readonly widths = new Map<string, number>()
  private activeId: string | undefined
  private savedMoment: Date | undefined
  private frame = 0
  private em = 14
  private told = ''

  constructor(
    readonly root: HTMLElement,
    private options: Options,
  ) {
    const { words, locale, rights } = options
    const links = () => ({
      fetch: this.options.fetch,
      groups: this.options.groups,
      save: this.options.onSave,
      restore: this.options.onRestore,
    })
    this.store = new Store(links, this, readyColumns(options.columns, locale, words), rights, words)
    this.layout = this.laidOut()
    this.renderer = new Renderer(root, this)
    this.writing = new Writing(this)
    this.pointer = new Pointer(new Reach(this))
    this.gauge.className = 'cx-gauge'
    root.classList.add('cx-grid')
    root.append(this.gauge, this.writing.editor.element, this.line.element, this.speech.element)
    this.listen()
    this.sizes = new ResizeObserver(() => this.measure())
    this.sizes.observe(this.renderer.scroller)
    this.sizes.observe(this.gauge)
    this.dress()
    void this.store.open(options.query)
  }

  /** Takes in changed options; another query opens it from the top. */
  update(options: Options): void {
    const before = this.options
    this.options = options
    this.store.rights = options.rights
    const { columns, locale, words } = options
    if (before.columns !== columns || before.locale !== locale || before.words !== words) {
      this.store.words = words
      this.store.columns = readyColumns(columns, locale, words)
      this.layout = this.laidOut()
    }
    if (before.label !== options.label || before.density !== options.density) this.dress()
    this.changed()
    if (JSON.stringify(before.query) === JSON.stringify(options.query)) return
    this.leave()
    this.renderer.scroller.scrollTop = 0
    if (this.range) this.range = at(Math.min(0, this.range.anchor.row), activeOf(this.range).column)
    void this.store.open(options.query)
  }

  /** Sends what is written and takes the grid off the page. */
  close(): void {
    this.leave()
    this.listening.abort()
    this.pointer.close()
    this.speech.close()
    this.sizes.disconnect()
    cancelAnimationFrame(this.frame)
    this.store.source.close()
    this.root.replaceChildren()
  }

  /** Goes to a cell: a row by number or by id, a column by key. */
  scrollTo(row: number | string, column?: string): void {
    const index = typeof row === 'number' ? row : this.store.source.indexOf(row)
    if (index < 0) return
    this.acts.settle()
    const found = this.columns.findIndex((one) => one.key === column)
    this.go(at(index, found >= 0 ? found : this.range ? activeOf(this.range).column : 0), true)
  }

  /** Puts a new row below the active one and goes to its first cell that can be written in. */
  addRow(values: Record<string, Value> = {}): string {
    this.writing.finish()
    this.acts.settle()
    const active = this.range ? activeOf(this.range).row : -1
    const row = this.store.fresh(active, { ...this.options.newRow?.(), ...values })
    const index = this.row(active) ? active + 1 : 0
    this.store.addRows([row], index, true)
    const column = this.columns.findIndex((one) => this.store.editable(row, one))
    this.go(at(index, Math.max(0, column)), true)
    this.renderer.focus(true)
    return row.id
  }

  // What the renderer shows.

  get columns(): ReadyColumn[] {
    return this.store.columns
  }

  get length(): number {
    return this.store.source.length
  }

  get words(): Words {
    return this.options.words
  }

  get menuLabel(): string | undefined {
    return this.options.onHeaderMenu && this.words.menu
  }

  row(index: number): Row | undefined {
    return this.store.source.row(index)
  }

  place(index: number): number {
    return this.store.source.placeOf(index)
  }

  get grouped(): boolean {
    return this.store.source.field !== undefined
  }

  get addColumn(): Options['addColumn'] {
    return this.options.addColumn
  }

  get rowNumber(): string {
    return this.words.rowNumber
  }

  sorted(key: string): Sorted | undefined {
    return sortedBy(this.options.query.sort, key)
  }

  // What acts, mouse and fingers ask for.

  get page(): number {
    return Math.max(1, Math.floor(this.renderer.tower.view / this.rowHeight) - 1)
  }

  go(range: Range, reveal: boolean): void {
    const left = this.activeId
    const kept = clampRange(range, { rows: this.length, columns: this.columns.length })
    if (!kept) return
    this.range = kept
    this.activeId = this.row(activeOf(kept).row)?.id
    if (left !== undefined && left !== this.activeId) {
      // A new row that stayed empty goes, and the rows below it move up.
      this.store.finish(left)
      this.followActive()
    }
    if (reveal) this.renderer.reveal(this.range.active ?? this.range.focus)
    this.renderer.paintRange()
    this.renderer.focus(this.holdsFocus)
    this.acts.message = ''
    this.report()
    this.speech.say(() => spoken(this.reported()))
    const selection = selectionOf(this.store, kept)
    if (selection) this.options.onSelection?.(selection)
  }

  edit(): void {
    const at = this.range ? activeOf(this.range).row : -1
    if (headingOf(this.row(at))) this.open(at)
    else this.writing.begin()
  }

  readonly help = () => this.options.onHelp?.()

  open(index: number): void {
    const row = this.row(index)
    const heading = headingOf(row)
    if (heading) void this.store.source.toggle(heading)
    else if (row) this.options.onOpen?.(row)
  }

  head(act: 'sort' | 'add' | 'menu' | 'narrower' | 'wider', index: number): void {
    const column = this.columns[index]
    const element = this.renderer.elementOf({ row: -1, column: index })
    if (!column || !element) return
    if (act === 'menu') this.menu(index, element)
    else if (act === 'narrower' || act === 'wider') {
      this.resize(index, Math.max(40, (this.layout.widths[index] ?? 0) + (act === 'wider' ? 16 : -16)), true)
    } else if (column.sortable !== false) {
      this.writing.finish()
      this.go(at(-1, index), false)
      this.options.onSort?.(turned(this.options.query.sort, column.key, act === 'add'))
    }
  }

  menu(index: number, element: HTMLElement): void {
    const column = this.columns[index]
    if (column) this.options.onHeaderMenu?.(column, element)
  }

  resize(index: number, width: number, done: boolean): void {
    const column = this.columns[index]
    if (!column) return
    this.widths.set(column.key, width)
    this.measure()
    if (done) this.options.onResize?.(column.key, width)
  }

  /** Asks for a column before another one, or last. */
  arrange(index: number, before: number): void {
    const column = this.columns[index]
    if (column) this.options.onArrange?.(column.key, this.columns[before]?.key)
  }

  attend(ask: boolean): void {
    if (ask) this.line.focus()
    else this.renderer.focus(true)
  }

  report(spoken?: string): void {
    if (spoken) this.speech.say(() => spoken)
    const reported = this.reported()
    const { store, savedAt } = reported
    this.line.show(cellParts(reported), registerParts(reported))
    this.renderer.describe(hasProblem(reported) ? this.line.id : undefined)
    const state = stateOf(store, savedAt)
    const told = JSON.stringify(state)
    if (told === this.told) return
    this.told = told
    this.options.onState?.(state)
  }

  // What the store tells.

  changed(): void {
    if (!this.listening.signal.aborted) this.frame ||= requestAnimationFrame(() => this.paint())
  }

  failed(error: unknown): void {
    // That reading failed stands on the right with its button until it is tried again.
    if (this.store.source.failure === undefined) this.acts.tell(this.words.failed(error))
    else this.report(this.words.failed(error))
  }

  savedAt(moment: Date): void {
    this.savedMoment = moment
  }

  /** Takes in what is being written, and a new row with it. */
  private leave(): void {
    this.writing.finish()
    if (this.activeId !== undefined) this.store.finish(this.activeId)
    this.activeId = undefined
  }

  private get holdsFocus(): boolean {
    return this.renderer.scroller.contains(document.activeElement)
  }

  private dress(): void {
    const { label, density } = this.options
    this.renderer.scroller.setAttribute('aria-label', label)
    if (density) this.root.dataset.density = density
    else delete this.root.dataset.density
    this.measure()
  }

  /** Takes in how large the grid and its rows are on the page. */
  private measure(): void {
    this.renderer.measure()
    this.rowHeight = this.gauge.offsetHeight || 34
    this.em = Number.parseFloat(getComputedStyle(this.root).fontSize) || 14
    this.layout = this.laidOut()
    this.changed()
  }

  private laidOut(): Layout {
    const gutter = Math.round(20 + 0.66 * this.em * Math.max(3, String(this.length).length))
    const view = this.renderer?.view.width || Number.POSITIVE_INFINITY
    return layOut(this.columns, this.widths, gutter, view, this.em)
  }

  private paint(): void {
    this.frame = 0
    const held = this.holdsFocus
    const layout = this.laidOut()
    if (layout.gutter !== this.layout.gutter) this.layout = layout
    this.followActive()
    this.renderer.paint(true)
    this.renderer.focus(held)
    this.lookAround()
    this.report()
  }

  private scrolled(): void {
    this.renderer.paint(false)
    this.lookAround()
  }

  private lookAround(): void {
    this.writing.follow()
    const { first, last } = this.renderer.shown
    this.store.source.look(first, Math.max(first, last))
  }

  /** Keeps the selection on the row it stands on, when rows come or go above it. */
  private followActive(): void {
    const size = { rows: this.length, columns: this.columns.length }
    // An empty register still has the heads of its columns to stand on.
    const heads = this.store.source.opened && size.columns > 0 ? at(-1, 0) : undefined
    this.range = clampRange(this.range ?? at(0, 0), size) ?? heads
    if (!this.range) return
    const { row } = activeOf(this.range)
    const id = this.row(row)?.id
    if (this.activeId !== undefined && id !== this.activeId) {
      const index = this.store.source.indexOf(this.activeId)
      if (index >= 0) this.range = shift(this.range, index - row)
      else if (id !== undefined) this.activeId = id
    } else {
      const arrived = this.activeId === undefined && id !== undefined
      if (arrived && this.holdsFocus) this.speech.say(() => spoken(this.reported()))
      this.activeId = id
    }
  }

  private listen(): void {
    const { scroller } = this.renderer
    const { signal } = this.listening
    scroller.addEventListener('scroll', () => this.scrolled(), { signal, passive: true })
    scroller.addEventListener('keydown', (event) => this.press(event), { signal })
    const inward = (event: Event) => event.target === scroller && this.renderer.focus(true)
    scroller.addEventListener('focusin', inward, { signal })
    for (const name of ['copy', 'cut', 'paste'] as const) {
      scroller.addEventListener(name, (event) => this.acts[name](event) && event.preventDefault(), { signal })
      // Without this Safari leaves copying out where no text is marked.
      scroller.addEventListener(`before${name}`, (event) => event.preventDefault(), { signal })
    }
    this.line.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.acts.ask?.answer(false)
    })
  }

  private press(event: KeyboardEvent): void {
    if (event.isComposing || (event.target as Element).closest('button')) return
    const place = this.range && activeOf(this.range).row < 0 ? 'head' : 'cell'
    const found = actOf(event, place)
    if (found) {
      this.pointer.forget()
      if (this.acts.do(found.act, found.extend)) event.preventDefault()
    } else if (place === 'cell' && writes(event)) {
      // The key itself is written by the browser into the editor, which has the focus by then.
      this.writing.begin(event.key)
    }
  }

  private reported(): Reported {
    const { range, words, store, acts } = this
    const active = range && activeOf(range)
    const size = range && sizeOf(boxOf(range))
    const { first } = this.renderer.shown
    const { source } = store
    const leaping = source.busy && source.opened && source.reached <= first
    return {
      store,
      words,
      spot: active,
      row: active && this.row(active.row),
      column: active && this.columns[active.column],
      ask: acts.ask,
      message: acts.message,
      selected: size && size.rows * size.columns > 1 ? words.selected(size.rows, size.columns) : '',
      reading: acts.progress ?? (leaping ? { done: source.reached, of: first } : undefined),
      savedAt: this.savedMoment,
      sorted: (key) => this.sorted(key),
      nextProblem: () => acts.do('nextProblem'),
    }
  }
}
