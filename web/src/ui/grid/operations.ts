import { uuid } from '~/lib/uuid'
import { type Block, tile } from './clipboard'
import { isLookup, type Parsed, type ReadyColumn, type Row } from './columns'
import { series } from './fill'
import { type Box, sizeOf } from './range'
import type { Store, Written } from './store'

/** Done tells what an act came to: cells written, and cells left alone because they are locked. */
export interface Done {
  written: number
  skipped: number
  /** The cells it reached. */
  box: Box
}

/** Asking is what an act needs of the person at the grid while it runs. */
export interface Asking {
  /** Asks whether a paste may add so many rows. */
  mayAdd(rows: number): Promise<boolean>
  /** Hears how many rows of how many have been read for the act. */
  reading(done: number, of: number): void
}

/**
 * mostRows is the most rows that one act on cells takes; more is the work of a change to all rows of a
 * filter.
 */
export const mostRows = 50_000

/** copyShown gives the texts of a box as they are shown, if all its rows are kept. */
export function copyShown(store: Store, box: Box): Block | undefined {
  const block: Block = []
  for (let at = box.top; at <= box.bottom; at++) {
    const row = store.source.row(at)
    if (!row) return undefined
    block.push(textsOf(store, row, box))
  }
  return block
}

/** copyAll gives the texts of a box, reading the rows that are not kept. */
export async function copyAll(store: Store, box: Box, asking: Asking): Promise<Block> {
  const rows = await rowsOf(store, box, asking)
  return rows.map((row) => textsOf(store, row, box))
}

/** paste writes texts over a box, growing past it and past the last row as a spreadsheet does. */
export async function paste(store: Store, box: Box, block: Block, asking: Asking): Promise<Done> {
  const { rows: height, columns: width } = sizeOf(box)
  const tiled = tile(block, height, width)
  const wide = tiled.reduce((most, line) => Math.max(most, line.length), 0)
  const columns = store.columns.slice(box.left, box.left + wide)
  const reach = { ...box, bottom: box.top + tiled.length - 1, right: box.left + columns.length - 1 }
  const rows = await rowsOf(store, reach, asking)
  const added = await grow(store, box.top + rows.length, tiled.length - rows.length, asking)
  rows.push(...added)
  const parsers = await Promise.all(columns.map((column, at) => parserFor(store, column, tiled, at)))
  const written: Written[] = []
  let skipped = 0
  rows.forEach((row, r) => {
    columns.forEach((column, c) => {
      const text = tiled[r]?.[c]
      const parse = parsers[c]
      if (text === undefined || !parse) return
      if (store.editable(row, column)) written.push(read(store, row, column, text, parse))
      else skipped++
    })
  })
  const ids = added.map((row) => row.id)
  const count = store.write(written, ids)
  for (const id of ids) store.finish(id)
  return { written: count, skipped, box: { ...reach, bottom: box.top + rows.length - 1 } }
}

/** writeText writes one text over every cell of a box, each column reading it in its own way. */
export async function writeText(store: Store, box: Box, text: string, asking: Asking): Promise<Done> {
  const { rows, columns } = sizeOf(box)
  return paste(
    store,
    box,
    [...Array(rows)].map(() => Array<string>(columns).fill(text)),
    asking,
  )
}

/** clear empties the cells of a box; those that must be filled are left. */
export async function clear(store: Store, box: Box, asking: Asking): Promise<Done> {
  const rows = await rowsOf(store, box, asking)
  return each(store, box, rows, (row, column) => {
    if (column.required && !store.edits.isDraft(row.id)) return undefined
    return { row, column, value: null }
  })
}

/** fillDown writes the top row of a box over the rows below it. */
export async function fillDown(store: Store, box: Box, asking: Asking): Promise<Done> {
  const rows = await rowsOf(store, box, asking)
  const [source, ...below] = rows
  if (!source) return { written: 0, skipped: 0, box }
  return each(store, box, below, (row, column) => ({ row, column, value: store.value(source, column) }))
}

/** fillWith writes the value of one cell over the whole box, in the columns of the same type. */
export async function fillWith(
  store: Store,
  box: Box,
  from: Row,
  column: ReadyColumn,
  asking: Asking,
): Promise<Done> {
  const value = store.value(from, column)
  const rows = await rowsOf(store, box, asking)
  if (box.left === box.right) return each(store, box, rows, (row, own) => ({ row, column: own, value }))
  return writeText(store, box, column.format(value, from), asking)
}

/** fillOn continues the values of a box down to a row below it. */
export async function fillOn(store: Store, box: Box, bottom: number, asking: Asking): Promise<Done> {
  const reach = { ...box, bottom }
  const rows = await rowsOf(store, reach, asking)
  const given = rows.slice(0, box.bottom - box.top + 1)
  const below = rows.slice(given.length)
  const values = new Map(
    store.columns.slice(box.left, box.right + 1).map((column) => [
      column.key,
      series(
        given.map((row) => store.value(row, column)),
        below.length,
      ),
    ]),
  )
  const places = new Map(below.map((row, at) => [row.id, at]))
  return each(store, reach, below, (row, column) => {
    return { row, column, value: values.get(column.key)?.[places.get(row.id) ?? 0] ?? null }
  })
}

function each(
  store: Store,
  box: Box,
  rows: Row[],
  write: (row: Row, column: ReadyColumn) => Written | undefined,
): Done {
  const columns = store.columns.slice(box.left, box.right + 1)
  const written: Written[] = []
  let skipped = 0
  for (const row of rows) {
    for (const column of columns) {
      const one = store.editable(row, column) ? write(row, column) : undefined
      if (one) written.push(one)
      else skipped++
    }
  }
  return { written: store.write(written), skipped, box }
}

function rowsOf(store: Store, box: Box, asking: Asking): Promise<Row[]> {
  const count = box.bottom - box.top + 1
  return store.source.rows(box.top, box.bottom, (done) => asking.reading(done, count))
}

function textsOf(store: Store, row: Row, box: Box): string[] {
  return store.columns.slice(box.left, box.right + 1).map((column) => store.look(row, column).text)
}

async function grow(store: Store, at: number, missing: number, asking: Asking): Promise<Row[]> {
  if (missing <= 0 || !store.rights.canCreate || !(await asking.mayAdd(missing))) return []
  const rows = Array.from({ length: missing }, (): Row => ({ id: uuid(), version: 0 }))
  store.addRows(rows, at, false)
  return rows
}

/**
 * readCell reads a text for one cell; where the column's choices are only on the server, they are asked for.
 */
export function readCell(
  store: Store,
  row: Row,
  column: ReadyColumn,
  text: string,
): Written | Promise<Written> {
  if (!isLookup(column.choices)) return read(store, row, column, text, column.parse)
  return parserFor(store, column, [[text]], 0).then((parse) => read(store, row, column, text, parse))
}

/** A column of many choices asks once for all texts of a block, instead of once for each. */
async function parserFor(
  store: Store,
  column: ReadyColumn,
  block: Block,
  at: number,
): Promise<(text: string) => Parsed> {
  if (!isLookup(column.choices)) return column.parse
  const texts = new Set(block.map((line) => line[at]?.trim() ?? ''))
  texts.delete('')
  const meant = texts.size ? await column.choices.match([...texts]) : new Map<string, string | null>()
  return (text) => {
    const value = meant.get(text.trim())
    if (value === null) return { error: store.words.severalChoices(text.trim()) }
    return value === undefined ? column.parse(text) : { value }
  }
}

function read(
  store: Store,
  row: Row,
  column: ReadyColumn,
  text: string,
  parse: (text: string) => Parsed,
): Written {
  const parsed = parse(text)
  if ('value' in parsed) return { row, column, value: parsed.value }
  return { row, column, value: store.value(row, column), text, reason: parsed.error }
}
