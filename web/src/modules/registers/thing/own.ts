import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useProject } from '~/api/access'
import type { Item } from '~/api/call'
import { reading } from '~/api/query'
import { named, useLanguage } from '~/lib/locale'
import type { Field } from './field'
import type { Thing } from './things'

/** OwnColumn is a column that the project added to a register. */
export type OwnColumn = Item<'registers.column.list'>

const prefix = 'own.'
const between = '; '

const types: Record<OwnColumn['kind'], Field['type']> = {
  text: 'text',
  number: 'number',
  date: 'date',
  choice: 'choice',
  choices: 'several',
  person: 'reference',
  document: 'reference',
  flag: 'boolean',
}

const widths: Record<OwnColumn['kind'], number> = {
  text: 200,
  number: 110,
  date: 116,
  choice: 150,
  choices: 190,
  person: 160,
  document: 220,
  flag: 90,
}

/** ownField describes a column of the project's own as the register's others are described. */
export const ownField = (column: OwnColumn): Field => {
  const { field, kind, unit, choices, required, disciplines } = column
  return {
    key: field,
    label: () => named(column),
    type: types[kind],
    width: widths[kind],
    shown: true,
    own: column,
    ...(kind === 'person' || kind === 'document' ? { to: kind } : {}),
    ...(choices.length > 0 ? { choices: choices.map((value) => ({ value, label: () => value })) } : {}),
    ...(unit ? { unit } : {}),
    ...(required && !disciplines?.length ? { required: true as const } : {}),
  }
}

/** useOwnFields are the columns that the project added to a register. */
export function useOwnFields(thing: Thing): Field[] {
  const path = { project: useProject() }
  const spoken = useLanguage()
  const { data } = useQuery(reading('registers.column.list', { path, query: { thing } }))
  // biome-ignore lint/correctness/useExhaustiveDependencies: names change with the language
  return useMemo(() => (data?.items ?? []).map(ownField), [data, spoken])
}

/** flat puts a row's own values beside its others, each under its field; several stand with semicolons between. */
export function flat<L extends object>(line: L): L {
  const own = Object.entries(('own' in line && line.own ? line.own : {}) as Record<string, unknown>)
  if (own.length === 0) return line
  const values = own.map(([key, value]) => [prefix + key, Array.isArray(value) ? value.join(between) : value])
  return { ...line, ...Object.fromEntries(values) }
}

/** nested puts own values together again, as the change of one row takes them. */
export function nested(changes: Record<string, unknown>): Record<string, unknown> {
  const own = Object.entries(changes).filter(([key]) => key.startsWith(prefix))
  if (own.length === 0) return changes
  const rest = Object.entries(changes).filter(([key]) => !key.startsWith(prefix))
  return {
    ...Object.fromEntries(rest),
    own: Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value])),
  }
}

/** severalOf takes a text of several choices apart, and togetherOf puts them together. */
export const severalOf = (value: unknown): string[] =>
  String(value ?? '')
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean)
export const togetherOf = (values: readonly string[]): string => values.join(between)
