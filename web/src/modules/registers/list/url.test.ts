import { expect, test } from 'vitest'
import { readyFields } from '../thing/field'
import { row } from '../thing/fields/row'
import { placeOf, searchOf, sortByKey, sortByQuery } from './url'

const empty = { sort: '', q: '', filter: [], row: '', table: false }

test('a place is written as an address and read again', () => {
  const place = {
    sort: '-planned_on',
    q: 'VE01',
    filter: [{ field: 'status', op: 'in', value: ['failed'] }],
    row: 'r1',
    table: true,
  }
  expect(placeOf(searchOf(place))).toEqual(place)
})

test('nothing said leaves the address bare', () => {
  expect(searchOf(empty)).toEqual({})
  expect(placeOf({})).toEqual(empty)
})

test('an address written by hand does no harm', () => {
  expect(placeOf({ q: 17, filter: 'x', sort: { a: 1 }, table: 'yes' })).toEqual({ ...empty, q: '17' })
  expect(
    placeOf({ filter: [null, { field: 1, op: 'in' }, { field: 'no', op: 'gte', value: 3 }] }).filter,
  ).toEqual([{ field: 'no', op: 'gte', value: 3 }])
})

test('an order keeps its names when the language changes', () => {
  const english = readyFields(row, 'en')
  expect(sortByKey('-title,planned_on', english)).toBe('-title_en,planned_on')
  expect(sortByQuery('-title_en,planned_on', english)).toBe('-title,planned_on')
  expect(sortByQuery('title_da', english)).toBe('title_da')
  expect(sortByKey('', english)).toBe('')
})
