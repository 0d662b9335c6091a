import { expect, test } from 'vitest'
import { conditionsOf, filtered, partOf, within } from './part'

const id = '0198c0de-0000-7000-8000-000000000001'

test('an address names a part, and what it does not understand is left out', () => {
  expect(partOf({ discipline: id, company: 'nobody', location: 4, more: id })).toEqual({ discipline: id })
  expect(partOf({})).toEqual({})
})

test('a part is a filter of rows, and a location holds what lies in it', () => {
  expect(conditionsOf({ location: id })).toEqual([{ field: 'place', op: 'in', value: [id] }])
  expect(filtered({})).toEqual({})
  expect(JSON.parse(filtered({ company: id }).filter ?? '')).toEqual([
    { field: 'company', op: 'in', value: [id] },
  ])
})

test('a filter that names another company is not narrowed to the one of the part', () => {
  const other = { field: 'company', op: 'in', value: [null] }
  expect(within({ company: id, discipline: id }, [other])).toEqual([
    other,
    { field: 'discipline', op: 'in', value: [id] },
  ])
})
