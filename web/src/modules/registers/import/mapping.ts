import type { Field, ReadyField } from '../thing/field'
import type { Import } from './importWords'

/** Mapping says under which header each field stands. */
export type Mapping = Record<string, string>

type Sheet = Import['sheets'][number]

/** HeaderChoice is a row that the headers may stand in, with what stands there. */
export type HeaderChoice = { row: number; headers: string[]; samples: string[][] }

const letters = (at: number): string =>
  (at < 26 ? '' : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26))

/** named tells headers of the same name apart by the letters of their columns, as the server does. */
function named(cells: readonly string[]): string[] {
  const seen = new Set<string>()
  return cells.map((cell, at) => {
    const name = cell.trim()
    const own = name && seen.has(name.toLowerCase()) ? `${name} (${letters(at)})` : name
    seen.add(own.toLowerCase())
    return own
  })
}

/** headerChoices are the row that was found to hold the headers, and the first ones after it. */
export function headerChoices({ header_row, headers, samples }: Sheet): HeaderChoice[] {
  return [
    { row: header_row, headers, samples },
    ...samples.slice(0, -1).map((cells, at) => ({
      row: header_row + at + 1,
      headers: named(cells),
      samples: samples.slice(at + 1),
    })),
  ]
}

const fold = (text: string) =>
  text
    .toLowerCase()
    .replace(/[\s._\-/()[\]:*]/g, '')
    .replaceAll('²', '2')

type Labelled = Pick<Field, 'key'> & { label: (inputs?: object, options?: { locale: 'da' | 'en' }) => string }

/** guessed finds the fields that headers are named after, in either language; each header is used once. */
export function guessed(
  fields: readonly Pick<ReadyField, 'key' | 'label'>[],
  headers: readonly string[],
): Mapping {
  const mapping: Mapping = {}
  const free = new Map(headers.filter(Boolean).map((header) => [fold(header), header]))
  const take = (key: string, words: string) => {
    const header = free.get(fold(words))
    if (!header || mapping[key]) return
    mapping[key] = header
    free.delete(fold(words))
  }
  for (const { key } of fields) take(key, key)
  for (const { key, label } of fields as readonly Labelled[])
    for (const locale of ['da', 'en'] as const) take(key, label({}, { locale }))
  return mapping
}

/** needed are the fields that have to stand somewhere in the file; one of few values begins as the first of them. */
export const needed = (fields: readonly ReadyField[]): ReadyField[] =>
  fields.filter(({ required, type, both }) => required && type !== 'choice' && !both)

/** missing are the needed fields that no header is chosen for; of a text in two languages, one is enough. */
export function missing(fields: readonly ReadyField[], mapping: Mapping): string[] {
  const lone = needed(fields).filter(({ key }) => !mapping[key])
  const paired = fields.filter(
    ({ required, both, key, fallback = '' }) => required && both && !mapping[key] && !mapping[fallback],
  )
  return [...lone, ...paired].map(({ key }) => key)
}

/** chosen is a mapping without the fields that no header is chosen for. */
export const chosen = (mapping: Mapping): Mapping =>
  Object.fromEntries(Object.entries(mapping).filter(([, header]) => header))

/** unused are the headers that no field takes. */
export const unused = (headers: readonly string[], mapping: Mapping): string[] =>
  headers.filter((header) => header && !Object.values(mapping).includes(header))

/** examples are a few of the values that stand under a header. */
export function examples({ headers, samples }: HeaderChoice, header: string | undefined): string[] {
  const at = headers.indexOf(header ?? '')
  if (!header || at < 0) return []
  return [...new Set(samples.map((line) => line[at] ?? '').filter(Boolean))].slice(0, 3)
}
