import { type Block, fromClipboard, toClipboard } from './clipboard'
import type { ReadyColumn, Row } from './columns'
import type { Act } from './keys'
import { dayOf } from './locale'
import { moved } from './moves'
import {
  type Asking,
  clear,
  copyAll,
  copyShown,
  type Done,
  fillDown,
  fillOn,
  fillWith,
  mostRows,
  paste,
} from './operations'
import { activeOf, type Box, boxOf, type Range, sizeOf } from './range'
import type { Ask } from './report'
import type { Store } from './store'
import type { Words } from './words'

/** Desk is the sheet as its acts need it. */
export interface Desk {
  readonly store: Store
  readonly words: Words
  readonly range: Range | undefined
  /** How many rows a page holds. */
  readonly page: number
  /** Moves the selection; `reveal` scrolls to where it ends. */
  go(range: Range, reveal: boolean): void
  edit(): void
  open(row: number): void
  /** Does on a column's head what Enter or the menu key asks for. */
  head(act: 'sort' | 'add' | 'menu' | 'narrower' | 'wider', column: number): void
  addRow(): void
  help(): void
  /** Puts the focus on the answer to a question, or back on the cell. */
  attend(ask: boolean): void
  report(spoken?: string): void
}

/** What an act means on a column's head. */
const headActs: Partial<Record<Act, Parameters<Desk['head']>[0]>> = {
  enter: 'sort',
  enterBack: 'add',
  list: 'menu',
  narrower: 'narrower',
  wider: 'wider',
}

/** Acts does what keys, toolbars and menus ask for, and keeps what the person is told about it. */
export class Acts implements Asking {
  message = ''
  ask: Ask | undefined
  progress: { done: number; of: number } | undefined
  /** Whether the next Tab leaves the grid. */
  leaving = false
  private origin: number | undefined

  constructor(private readonly desk: Desk) {}

  /** Does an act; false if there was nothing to do, so that the browser may do its own. */
  do(act: Act, extend = false): boolean {
    const { range } = this.desk
    if (!range) return (act === 'addRow' || act === 'help') && this.act(act)
    const active = activeOf(range)
    if (this.leaving && (act === 'next' || act === 'previous')) return false
    this.leaving = act === 'escape'
    const onHead = active.row < 0 ? headActs[act] : undefined
    if (onHead) {
      this.desk.head(onHead, active.column)
      return true
    }
    const { store, page } = this.desk
    const next = moved(act, range, extend, {
      page,
      origin: this.origin,
      size: { rows: store.source.length, columns: store.columns.length },
      filled: (row, column) => this.filled(row, column),
    })
    if (!next) return this.act(act)
    if (act === 'next') this.origin ??= active.column
    else if (act !== 'enter' && act !== 'enterBack' && act !== 'previous') this.origin = undefined
    this.desk.go(next, !act.startsWith('select'))
    return true
  }

  /** Forgets where a run of Tabs began, as when one clicks elsewhere. */
  settle(): void {
    this.origin = undefined
    this.leaving = false
  }

  /** Puts the selection on the clipboard, at once if all of it is here. */
  copy(event?: ClipboardEvent): boolean {
    const box = this.box()
    if (!box) return false
    const block = copyShown(this.desk.store, box)
    if (block && event?.clipboardData) {
      event.clipboardData.setData('text/plain', toClipboard(block))
      this.tell(this.desk.words.copied(cellsOf(block)))
    } else {
      void this.copyLater(box)
    }
    return true
  }

  /** Copies the selection and empties it. */
  cut(event?: ClipboardEvent): boolean {
    if (!this.copy(event)) return false
    return this.act('clear')
  }

  /** Writes the clipboard over the selection. */
  paste(event?: ClipboardEvent): boolean {
    const box = this.box()
    if (!box) return false
    // Without a key of one's own, as from a toolbar, the browser asks before it lets the clipboard be read.
    const read = async () => event?.clipboardData?.getData('text/plain') ?? navigator.clipboard.readText()
    void read().then(
      (text) =>
        this.run(paste(this.desk.store, box, fromClipboard(text), this), this.desk.words.pasted, true),
      () => this.tell(this.desk.words.clipboardClosed),
    )
    return true
  }

  /** Continues the values of a box down to a row. */
  fillOn(box: Box, bottom: number): void {
    void this.run(fillOn(this.desk.store, box, bottom, this), undefined, true)
  }

  mayAdd(rows: number): Promise<boolean> {
    return this.question(this.desk.words.addRows(rows))
  }

  reading(done: number, of: number): void {
    this.progress = done < of ? { done, of } : undefined
    this.desk.report()
  }

  /** Tells what an act came to, on the status line and aloud. */
  tell(message: string): void {
    this.message = message
    this.desk.report(message)
  }

  private act(act: Act): boolean {
    const { store, words } = this.desk
    switch (act) {
      case 'edit':
      case 'list':
        this.desk.edit()
        return true
      case 'open':
        if (this.active()) this.desk.open(activeOf(this.desk.range as Range).row)
        return true
      case 'copy':
        return this.copy()
      case 'cut':
        return this.cut()
      case 'paste':
        return this.paste()
      case 'clear':
        return this.over((box) => clear(store, box, this))
      case 'fillDown':
        return this.over((box) =>
          fillDown(store, box.top === box.bottom && box.top > 0 ? { ...box, top: box.top - 1 } : box, this),
        )
      case 'fillSelection': {
        const from = this.active()
        return from !== undefined && this.over((box) => fillWith(store, box, from.row, from.column, this))
      }
      case 'today':
        return this.today()
      case 'undo':
        void this.back(store.undo(), words.undone)
        return true
      case 'redo':
        void this.back(store.redo(), words.redone)
        return true
      case 'addRow':
        if (store.rights.canCreate) this.desk.addRow()
        return true
      case 'removeRows':
        void this.remove()
        return true
      case 'nextProblem':
        this.nextProblem()
        return true
      case 'help':
        this.desk.help()
        return true
      case 'escape':
        this.message = ''
        this.desk.report()
        return true
      default:
        return false
    }
  }

  private active(): { row: Row; column: ReadyColumn } | undefined {
    const { range, store } = this.desk
    if (!range) return undefined
    const spot = activeOf(range)
    const row = store.source.row(spot.row)
    const column = store.columns[spot.column]
    return row && column && { row, column }
  }

  /** The selected cells, if they are not too many for one act. */
  private box(): Box | undefined {
    const { range, words } = this.desk
    if (!range || range.anchor.row < 0) return undefined
    const box = boxOf(range)
    if (sizeOf(box).rows <= mostRows) return box
    this.tell(words.tooMany(mostRows))
    return undefined
  }

  private over(act: (box: Box) => Promise<Done>): boolean {
    const box = this.box()
    if (box) void this.run(act(box))
    return true
  }

  private async run(work: Promise<Done>, said?: (cells: number) => string, select = false): Promise<void> {
    const { words } = this.desk
    try {
      const { written, skipped, box } = await work
      const { top, left, bottom, right } = box
      if (select)
        this.desk.go({ anchor: { row: top, column: left }, focus: { row: bottom, column: right } }, false)
      this.tell([said?.(written), skipped ? words.skipped(skipped) : ''].filter(Boolean).join(' '))
    } catch (error) {
      this.tell(words.failed(error))
    } finally {
      this.progress = undefined
      this.desk.report()
    }
  }

  private async copyLater(box: Box): Promise<void> {
    const { store, words } = this.desk
    try {
      let cells = 0
      const text = copyAll(store, box, this).then((block) => {
        cells = cellsOf(block)
        return new Blob([toClipboard(block)], { type: 'text/plain' })
      })
      // A promise is handed over, because the clipboard opens only while the key is being handled.
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })])
      this.tell(words.copied(cells))
    } catch {
      this.tell(words.clipboardClosed)
    } finally {
      this.progress = undefined
      this.desk.report()
    }
  }

  private async back(turn: ReturnType<Store['undo']>, said: (cells: number) => string): Promise<void> {
    const { words } = this.desk
    const count = await turn
    if (!count) return this.tell(words.nothingToUndo)
    this.tell([said(count.done), count.left ? words.notUndone(count.left) : ''].filter(Boolean).join(' '))
  }

  private async remove(): Promise<void> {
    const box = this.box()
    const { store, words } = this.desk
    if (!box || !store.rights.canDelete) return
    try {
      const rows = await store.source.rows(box.top, box.bottom)
      if (rows.length && (await this.question(words.removeRows(rows.length)))) await store.removeRows(rows)
    } catch (error) {
      this.tell(words.failed(error))
    }
  }

  private question(text: string): Promise<boolean> {
    this.ask?.answer(false)
    return new Promise((resolve) => {
      const answer = (yes: boolean) => {
        this.ask = undefined
        this.desk.attend(false)
        resolve(yes)
      }
      this.ask = { text, answer }
      this.desk.report(text)
      this.desk.attend(true)
    })
  }

  private today(): boolean {
    const { store } = this.desk
    const active = this.active()
    if (active?.column.type !== 'date' || !store.editable(active.row, active.column)) return false
    store.write([{ ...active, value: dayOf(new Date()) }])
    return true
  }

  /** Goes to the next cell that needs somebody, round and round. */
  private nextProblem(): void {
    const { store, range } = this.desk
    const from = range && activeOf(range)
    const width = store.columns.length
    const places = store.edits
      .problems()
      .map(({ id, key }) => ({
        row: store.source.indexOf(id),
        column: store.columns.findIndex((one) => one.key === key),
      }))
      .filter((spot) => spot.row >= 0 && spot.column >= 0)
      .sort((a, b) => a.row - b.row || a.column - b.column)
    const here = from ? from.row * width + from.column : -1
    const next = places.find((spot) => spot.row * width + spot.column > here) ?? places[0]
    if (next) this.desk.go({ anchor: next, focus: next }, true)
  }

  private filled(row: number, column: number): boolean | undefined {
    const { store } = this.desk
    const found = store.source.row(row)
    const own = store.columns[column]
    return found && own && store.look(found, own).text !== ''
  }
}

function cellsOf(block: Block): number {
  return block.reduce((sum, row) => sum + row.length, 0)
}
