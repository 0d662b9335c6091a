import { fieldOf, type ReadyColumn, type Row, type Value } from './columns'
import { isProblem } from './edits'
import type { Sorted } from './head'
import type { State } from './options'
import type { Spot } from './range'
import type { Part } from './statusline'
import type { Store } from './store'
import type { Words } from './words'

/** Ask is a question that waits for its answer. */
export interface Ask {
  text: string
  answer(yes: boolean): void
}

/** Reported is what the status line is made of. */
export interface Reported {
  store: Store
  words: Words
  /** The active cell. */
  spot: Spot | undefined
  row: Row | undefined
  column: ReadyColumn | undefined
  ask: Ask | undefined
  /** What the last act came to. */
  message: string
  /** How large the selection is, if it is more than a cell. */
  selected: string
  /** How far reading has come, for an act or for a far jump. */
  reading: { done: number; of: number } | undefined
  savedAt: Date | undefined
  sorted(key: string): Sorted | undefined
  nextProblem: () => void
}

/** hasProblem tells whether the active cell waits for somebody. */
export function hasProblem({ store, row, column }: Reported): boolean {
  const edit = row && column && store.edits.get(row.id, column.key)
  return edit !== undefined && isProblem(edit)
}

/** stateOf gives what a page shows of the grid elsewhere. */
export function stateOf({ edits, source, steps }: Store, savedAt: Date | undefined): State {
  return {
    ...edits.counts,
    rows: source.rowCount,
    counted: source.counted,
    loading: !source.opened,
    failure: source.failure,
    savedAt,
    canUndo: steps.canUndo,
    canRedo: steps.canRedo,
  }
}

/** spoken gives what a screen reader is told of where one is. */
export function spoken({ store, words, spot, row, column, selected, sorted }: Reported): string {
  if (!spot || !column) return ''
  if (spot.row < 0) return words.head(column.label, sorted(column.key)?.direction ?? 'none')
  if (selected) return selected
  if (!row) return words.loadingRow
  const { text, remark, reason } = store.look(row, column)
  return [words.cell(column.label, spot.row + 1, text || words.empty), remark, reason]
    .filter(Boolean)
    .join('. ')
}

/**
 * cellParts says what concerns the cells: a question, what is wrong with the active cell, or what was done.
 */
export function cellParts(reported: Reported): Part[] {
  const { store, words, row, column, ask, message } = reported
  if (ask) {
    return [
      { text: ask.text },
      { button: words.confirm, act: () => ask.answer(true), main: true },
      { button: words.cancel, act: () => ask.answer(false) },
    ]
  }
  const own = row && column ? problemParts(reported, row, column) : []
  if (own.length) return own
  const { problems } = store.edits.counts
  const parts: Part[] = message ? [{ text: message }] : []
  if (problems === 0) return parts
  return [
    ...parts,
    { text: words.refused(problems), tone: 'problem' },
    { button: words.nextProblem, act: reported.nextProblem },
    { button: words.retryAll, act: () => store.retryAll() },
    { button: words.discardAll, act: () => store.discardAll() },
  ]
}

/** registerParts says what concerns the register: how large the selection is, what is read, what is saved. */
export function registerParts({ store, words, selected, reading, savedAt }: Reported): Part[] {
  const parts: Part[] = selected ? [{ text: selected, tone: 'muted' }] : []
  const { failure } = store.source
  if (failure !== undefined) {
    return [
      ...parts,
      { text: words.failed(failure), tone: 'problem' },
      { button: words.retry, act: () => store.source.retry() },
    ]
  }
  if (reading) parts.push({ text: words.fetching(reading.done, reading.of), tone: 'muted' })
  const { saving } = store.edits.counts
  if (saving) parts.push({ text: words.saving(saving) })
  else if (savedAt) parts.push({ text: words.saved(savedAt), tone: 'muted' })
  return parts
}

function problemParts({ store, words }: Reported, row: Row, column: ReadyColumn): Part[] {
  const edit = store.edits.get(row.id, column.key)
  const show = (value: Value) => column.format(value, row) || words.empty
  const discard = () => store.discard(row.id, column.key)
  switch (edit?.state) {
    case 'stale':
      return [
        { text: words.conflict(column.label), tone: 'problem' },
        { text: words.theirs(show(edit.theirs ?? fieldOf(row, column.key))) },
        { button: words.keepTheirs, act: discard },
        { text: words.yours(show(edit.value)) },
        { button: words.keepYours, act: () => store.keepYours(row.id, column.key) },
      ]
    case 'refused':
      return [
        { text: edit.reason ?? '', tone: 'problem' },
        { button: words.retry, act: () => store.retry(row.id, column.key) },
        { button: words.discard, act: discard },
      ]
    case 'wrong':
      return [
        { text: edit.reason ?? '', tone: 'problem' },
        { button: words.discard, act: discard },
      ]
    default:
      return []
  }
}
