import { expect, test } from 'vitest'
import { readyFields } from '../thing/field'
import { row } from '../thing/fields/row'
import { registerOf } from '../thing/things'
import { seenAddress } from './exporting'

test('what is seen is asked for with its columns as they are called, its filter and its order', () => {
  const register = registerOf('row')
  if (!register) throw new Error('there are no rows')
  const fields = readyFields(row, 'en').filter(({ id }) => id === 'title' || id === 'no')
  const ask = { sort: '-no', q: '', filter: [{ field: 'br18', op: 'in', value: [true] }], group: 'status' }
  const address = new URL(seenAddress({ register, project: 'p1' }, ask, fields, 'xlsx'), 'http://x')
  expect(address.pathname).toBe('/api/projects/p1/seen')
  const { columns, filter, ...rest } = Object.fromEntries(address.searchParams)
  expect(JSON.parse(columns ?? '').map(([field]: string[]) => field)).toEqual(['no', 'title'])
  expect(JSON.parse(filter ?? '')).toEqual(ask.filter)
  expect(rest).toMatchObject({ thing: 'row', format: 'xlsx', sort: '-no', group: 'status' })
  expect('q' in rest).toBe(false)
})
