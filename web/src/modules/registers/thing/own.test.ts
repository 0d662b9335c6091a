import { expect, test } from 'vitest'
import { flat, nested, type OwnColumn, ownField, severalOf, togetherOf } from './own'

const column = (part: Partial<OwnColumn>): OwnColumn =>
  ({
    field: 'own.c0123456789',
    name_da: 'Farve',
    name_en: '',
    kind: 'choice',
    unit: '',
    choices: ['Rød', 'Blå'],
    required: true,
    disciplines: [],
    ...part,
  }) as OwnColumn

test('an own column is described as the others are', () => {
  const field = ownField(column({}))
  expect(field).toMatchObject({ key: 'own.c0123456789', type: 'choice', required: true, shown: true })
  expect([field.label(), field.choices?.map(({ label }) => label())]).toEqual(['Farve', ['Rød', 'Blå']])
  expect(ownField(column({ kind: 'person', choices: [] }))).toMatchObject({ type: 'reference', to: 'person' })
  // What only some rows must have cannot be asked of all.
  expect(ownField(column({ disciplines: ['d1'] })).required).toBeUndefined()
})

test('own values stand beside the others, and together again when one row is changed', () => {
  const line = { id: 'r', own: { c1: 5, c2: ['A', 'B'] } }
  expect(flat(line)).toEqual({ ...line, 'own.c1': 5, 'own.c2': 'A; B' })
  const bare = { id: 'r' }
  expect(flat(bare)).toBe(bare)
  expect(nested({ note: 'x', 'own.c1': 7, 'own.c2': null })).toEqual({ note: 'x', own: { c1: 7, c2: null } })
  expect(nested({ note: 'x' })).toEqual({ note: 'x' })
})

test('several choices are taken apart and put together', () => {
  expect(severalOf(' A;B ; ')).toEqual(['A', 'B'])
  expect([severalOf(null), togetherOf(['A', 'B'])]).toEqual([[], 'A; B'])
})
