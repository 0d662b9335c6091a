import { expect, test } from 'vitest'
import { toAll, toRow } from './links'

test('a finding leads to the rows that it is about', () => {
  expect(toAll('p', { code: 'component_serial', part: 'components' })).toEqual({
    to: '/projects/p/registers/components',
    search: { filter: [{ field: 'serial', op: 'empty' }] },
  })
  expect(toAll('p', { code: 'file_lost' })).toBeUndefined()
  expect(toAll('p', { code: 'something_new', part: 'rows' })).toBeUndefined()
})

test('a row of a finding leads to its details, unless no register shows it', () => {
  expect(toRow('p', 'rows', 'r')).toEqual({ to: '/projects/p/registers/rows', search: { row: 'r' } })
  expect(toRow('p', undefined, 'r')).toBeUndefined()
  expect(toRow('p', 'photos', 'r')).toBeUndefined()
})
