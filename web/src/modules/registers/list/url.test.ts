import { expect, test } from 'vitest'
import { readyFields } from '../thing/field'
import { row } from '../thing/fields/row'
import { plain } from './saved'
import { placeOf, searchOf, sortByKey, sortByQuery } from './url'

const empty = { sort: '', q: '', filter: [], row: '', table: false, view: '', at: '' }

test('a place is written as an address and read again', () => {
  const place = {
    sort: '-planned_on',
    q: 'VE01',
    filter: [{ field: 'status', op: 'in', value: ['failed'] }],
    row: 'r1',
    table: true,
    view: '',
    at: '2026-04-20T10:42:00.000Z',
  }
  expect(placeOf(searchOf(place, plain), plain)).toEqual(place)
})

test('nothing said leaves the address bare', () => {
  expect(searchOf(empty, plain)).toEqual({})
  expect(placeOf({}, plain)).toEqual(empty)
})

test('an address written by hand does no harm', () => {
  expect(placeOf({ q: 17, filter: 'x', sort: { a: 1 }, table: 'yes', at: 'x' }, plain)).toEqual({
    ...empty,
    q: '17',
  })
  expect(
    placeOf({ filter: [null, { field: 1, op: 'in' }, { field: 'no', op: 'gte', value: 3 }] }, plain).filter,
  ).toEqual([{ field: 'no', op: 'gte', value: 3 }])
})

test('an address tells what is otherwise than in the view, and that something of it is left out', () => {
  const late = { sort: 'planned_on', q: '', filter: [{ field: 'status', op: 'in', value: ['failed'] }] }
  const place = { ...empty, ...late, view: 'v1' }
  expect(searchOf(place, late)).toEqual({ view: 'v1' })
  expect(placeOf({ view: 'v1' }, late)).toEqual(place)
  const bare = { ...place, filter: [], sort: '' }
  expect(searchOf(bare, late)).toEqual({ view: 'v1', filter: [], sort: '' })
  expect(placeOf(searchOf(bare, late), late)).toEqual(bare)
})

test('an order keeps its names when the language changes', () => {
  const english = readyFields(row, 'en')
  expect(sortByKey('-title,planned_on', english)).toBe('-title_en,planned_on')
  expect(sortByQuery('-title_en,planned_on', english)).toBe('-title,planned_on')
  expect(sortByQuery('title_da', english)).toBe('title_da')
  expect(sortByKey('', english)).toBe('')
})
