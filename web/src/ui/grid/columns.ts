import { dayOf, formatDate, formatNumber, type Locale, parseDate, parseNumber } from './locale'
import type { Shape } from './shapes'
import type { Words } from './words'

/** Value is what one cell holds, as the server knows it: dates are ISO texts, references are ids. */
export type Value = string | number | boolean | null

/** Row is one line of a register as the server answers it. Version 0 marks a row that is not saved yet. */
export interface Row {
  id: string
  version: number
  [field: string]: unknown
}

/** Choice is one value that a cell may be set to, with the word people know it by. */
export interface Choice {
  value: string
  label: string
  /** Other texts that mean this choice when typed or pasted: a tag, a code. */
  aliases?: string[]
  /** A line below the label in the list. */
  hint?: string
  /** The letter and shape that a status is told by beside its colour. */
  letter?: string
  shape?: Shape
}

/** Lookup finds choices too many to be listed at once: people, components. */
export interface Lookup {
  search(text: string, signal: AbortSignal): Promise<Choice[]>
  /** The word for a value, if it is known by now. */
  label(value: string): string | undefined
  /** The values that pasted texts mean: null for one that means several; one that means nothing is left out. */
  match(texts: string[]): Promise<Map<string, string | null>>
  /** Where a value leads to, for those who may go there. */
  address?(value: string): string | undefined
}

/** Parsed is a text read as a value, or the reason why it cannot be. */
export type Parsed = { value: Value } | { error: string }

/** Column is one column of a register, as the page describes it. */
export interface Column {
  key: string
  label: string
  width: number
  type: 'text' | 'number' | 'date' | 'choice' | 'person' | 'reference' | 'boolean' | 'status'
  unit?: string
  decimals?: number
  choices?: Choice[] | Lookup
  required?: boolean
  frozen?: boolean
  align?: 'start' | 'end'
  /** Whether a click on the head sorts by the column; it does unless this is false. */
  sortable?: boolean
  readOnly?: (row: Row) => boolean
  format?: (value: Value, row: Row) => string
  parse?: (text: string) => Parsed
  /** Words that stand after a value where it is shown, and are no part of it. */
  remark?: (value: Value) => string
}

/** ReadyColumn is a column with everything filled in that the page left to its type. */
export interface ReadyColumn extends Column {
  align: 'start' | 'end'
  format: (value: Value, row: Row) => string
  parse: (text: string) => Parsed
}

/**
 * readyColumns fills in what a column's type decides. Frozen columns come first, in the order they stand in.
 */
export function readyColumns(columns: Column[], locale: Locale, words: Words): ReadyColumn[] {
  const ready = columns.map((column) => ({
    ...column,
    align: column.align ?? (column.type === 'number' ? 'end' : 'start'),
    format: column.format ?? formatOf(column, locale, words),
    parse: column.parse ?? parseOf(column, locale, words),
  }))
  return [...ready.filter((column) => column.frozen), ...ready.filter((column) => !column.frozen)]
}

/** isLookup tells whether the column's values are found by search instead of listed. */
export function isLookup(choices: Choice[] | Lookup | undefined): choices is Lookup {
  return choices !== undefined && !Array.isArray(choices)
}

/** choiceOf gives the choice a value stands for, if the column lists its choices. */
export function choiceOf(column: Column, value: Value): Choice | undefined {
  return Array.isArray(column.choices) ? meaningsOf(column.choices).values.get(String(value)) : undefined
}

/** fieldOf reads what a row holds in a field; what is absent is empty. */
export function fieldOf(row: Row, key: string): Value {
  return (row[key] ?? null) as Value
}

function formatOf(column: Column, locale: Locale, words: Words): ReadyColumn['format'] {
  switch (column.type) {
    case 'number':
      return (value) =>
        typeof value === 'number' ? formatNumber(value, locale, column.decimals) : textOf(value)
    case 'date':
      return (value) => (typeof value === 'string' ? formatDate(value, locale) : '')
    case 'boolean':
      return (value) => (value === null ? '' : value ? words.yes : words.no)
    case 'text':
      return textOf
    default: {
      const { choices } = column
      if (isLookup(choices)) return (value) => (value === null ? '' : (choices.label(String(value)) ?? '…'))
      return (value) => (value === null ? '' : (choiceOf(column, value)?.label ?? String(value)))
    }
  }
}

function parseOf(column: Column, locale: Locale, words: Words): ReadyColumn['parse'] {
  const read = parserOf(column, locale, words)
  return (text) => {
    const trimmed = text.trim()
    if (trimmed) return read(trimmed)
    return column.required ? { error: words.required } : { value: null }
  }
}

function parserOf(column: Column, locale: Locale, words: Words): ReadyColumn['parse'] {
  switch (column.type) {
    case 'text':
      return (text) => ({ value: text })
    case 'number':
      return (text) => {
        const bare = column.unit && text.endsWith(column.unit) ? text.slice(0, -column.unit.length) : text
        const value = parseNumber(bare, locale)
        return value === undefined ? { error: words.notNumber(text) } : { value }
      }
    case 'date':
      return (text) => {
        const value = parseDate(text, dayOf(new Date()))
        return value === undefined ? { error: words.notDate(text) } : { value }
      }
    case 'boolean':
      return (text) => {
        const lower = text.toLowerCase()
        if (isStart(lower, words.yes) || ['1', 'x', 'true', '✓'].includes(lower)) return { value: true }
        if (isStart(lower, words.no) || ['0', '-', 'false'].includes(lower)) return { value: false }
        return { error: words.notYesNo(text) }
      }
    default: {
      const { choices } = column
      if (!Array.isArray(choices)) return (text) => ({ error: words.notChoice(text) })
      return (text) => {
        const found = meaningsOf(choices)
        const exact = found.exact.get(text)
        if (exact) return { value: exact.value }
        const meant = found.meanings.get(text.toLowerCase()) ?? []
        if (meant.length > 1) return { error: words.severalChoices(text) }
        return meant[0] ? { value: meant[0].value } : { error: words.notChoice(text) }
      }
    }
  }
}

interface Meanings {
  values: Map<string, Choice>
  /** Texts that mean one choice as they are written: `B` and `b` are letters of two statuses. */
  exact: Map<string, Choice>
  meanings: Map<string, Choice[]>
}

const known = new WeakMap<Choice[], Meanings>()

function meaningsOf(choices: Choice[]): Meanings {
  let found = known.get(choices)
  if (found) return found
  found = { values: new Map(), exact: new Map(), meanings: new Map() }
  for (const choice of choices) {
    found.values.set(choice.value, choice)
    if (choice.letter) found.exact.set(choice.letter, choice)
    for (const text of new Set(
      [choice.label, choice.value, ...(choice.aliases ?? [])].map((one) => one.toLowerCase()),
    )) {
      const meant = found.meanings.get(text)
      if (meant) meant.push(choice)
      else found.meanings.set(text, [choice])
    }
  }
  known.set(choices, found)
  return found
}

function isStart(text: string, word: string): boolean {
  return word.toLowerCase().startsWith(text)
}

function textOf(value: Value): string {
  return value === null ? '' : String(value)
}
