import { expect, test } from 'vitest'
import { readyFields } from '../thing/field'
import { row } from '../thing/fields/row'
import { canGroup, withoutClosed } from './groups'

test('rows are put together by what has few values or leads somewhere', () => {
  const by = readyFields(row, 'da').filter(canGroup)
  const keys = by.map(({ key }) => key)
  expect(keys).toContain('discipline')
  expect(keys).toContain('status')
  expect(keys).toContain('br18')
  expect(keys).not.toContain('title_da')
  expect(keys).not.toContain('planned_on')
})

test('groups that are closed are left out of what is asked for', () => {
  const filter = [{ field: 'br18', op: 'in', value: [true] }]
  expect(withoutClosed(filter, 'status', [])).toBe(filter)
  expect(withoutClosed(filter, 'phase', ['p1', null])).toEqual([
    ...filter,
    { field: 'phase', op: 'not_in', value: ['p1', null] },
  ])
})
