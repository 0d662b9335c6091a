import { expect, test } from 'vitest'
import { readyFields } from '../thing/field'
import { row } from '../thing/fields/row'
import { narrowed, narrowedFields, narrowingOf, saidOf, without } from './filter'

const fields = readyFields(row, 'da')
const field = (id: string) => {
  const found = fields.find((one) => one.id === id)
  if (!found) throw new Error(id)
  return found
}

test('values are sent with the type of their field', () => {
  expect(narrowed([], field('status'), { values: ['failed', 'blocked'] })).toEqual([
    { field: 'status', op: 'in', value: ['failed', 'blocked'] },
  ])
  expect(narrowed([], field('br18'), { values: ['true'] })).toEqual([
    { field: 'br18', op: 'in', value: [true] },
  ])
  expect(narrowed([], field('target'), { values: ['1.5', null] })).toEqual([
    { field: 'target', op: 'in', value: [1.5, null] },
  ])
})

test('a text in both languages is narrowed under the name they share', () => {
  expect(narrowed([], field('title'), { words: ' luft ' })).toEqual([
    { field: 'title', op: 'contains', value: 'luft' },
  ])
})

test('a range is one or two conditions, and is read again', () => {
  const both = narrowed([], field('planned_on'), { from: '2026-04-01', to: '2026-04-30' })
  expect(both.map(({ op }) => op)).toEqual(['gte', 'lte'])
  expect(narrowingOf(both, field('planned_on'))).toEqual({ from: '2026-04-01', to: '2026-04-30' })
  expect(narrowed([], field('target'), { from: 0, to: null })).toEqual([
    { field: 'target', op: 'gte', value: 0 },
  ])
})

test('one field is narrowed anew in its place, and the others are left', () => {
  const filter = [
    ...narrowed([], field('status'), { values: ['failed'] }),
    ...narrowed([], field('note'), { filled: true }),
  ]
  const next = narrowed(filter, field('status'), { values: ['passed'] })
  expect(next.map(({ field: name }) => name)).toEqual(['status', 'note'])
  expect(without(next, field('status'))).toEqual([{ field: 'note', op: 'filled' }])
  expect(narrowed(next, field('note'), {})).toEqual([{ field: 'status', op: 'in', value: ['passed'] }])
})

test('chips stand for fields that exist, each once', () => {
  const filter = [
    { field: 'planned_on', op: 'gte', value: 'a' },
    { field: 'planned_on', op: 'lte', value: 'b' },
    { field: 'gone', op: 'filled' },
  ]
  expect(narrowedFields(filter, fields).map(({ id }) => id)).toEqual(['planned_on'])
})

test('what is asked is said in a few words', () => {
  const show = (value: unknown) => `<${value}>`
  expect(saidOf({ values: ['a', null, 'b', 'c'] }, show)).toBe('<a>, Tom +2')
  expect(saidOf({ from: 1 }, show)).toBe('≥ <1>')
  expect(saidOf({ from: 1, to: 2 }, show)).toBe('<1> – <2>')
  expect(saidOf({ words: 'x' }, show)).toBe('indeholder »x«')
  expect(saidOf({ filled: false }, show)).toBe('Tom')
})
