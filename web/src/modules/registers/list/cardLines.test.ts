import { expect, test } from 'vitest'
import type { ReadyField } from '../thing/field'
import { type OwnColumn, ownField } from '../thing/own'
import { cardOwn } from './cardLines'

const own = (key: string, kind: OwnColumn['kind'], name: string): ReadyField => ({
  ...ownField({
    field: key,
    kind,
    name_da: name,
    name_en: '',
    unit: '',
    choices: [],
  } as unknown as OwnColumn),
  id: key,
  query: key,
})
const fields = [
  {
    id: 'tag',
    key: 'tag',
    query: 'tag',
    label: () => 'Mærkning',
    type: 'text',
    width: 90,
    shown: true,
  } as const,
  own('own.a', 'text', 'Skiltning'),
  own('own.b', 'document', 'Diagram'),
  own('own.c', 'number', 'Pris'),
]
const open = {
  fields,
  show: (_: unknown, value: unknown) => (value === undefined ? '' : String(value)),
  references: { titleOf: (id: unknown) => `titel ${id}` },
}
const row = { id: 'r', version: 1, tag: 'VE01', 'own.a': 'Sat op', 'own.b': '7' }

test('a card shows the own columns that are filled in, each with its name', () => {
  expect(cardOwn(open, { widths: {} }, row)).toEqual([
    { id: 'own.a', label: 'Skiltning', said: 'Sat op' },
    { id: 'own.b', label: 'Diagram', said: '7 · titel 7' },
  ])
})

test('a column that the view hides is not on the card, and the order is that of the view', () => {
  const shown = ['tag', 'own.b', 'own.a']
  expect(cardOwn(open, { widths: {}, shown }, row).map(({ label }) => label)).toEqual([
    'Diagram',
    'Skiltning',
  ])
  expect(cardOwn(open, { widths: {}, shown: ['tag', 'own.c'] }, row)).toEqual([])
})
