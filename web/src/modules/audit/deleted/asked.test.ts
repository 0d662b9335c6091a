import { expect, test } from 'vitest'
import { questionOf, soughtOf } from './asked'

test('what the address does not say is not asked', () => {
  expect(soughtOf({ table: 'registers.rows', q: '', person: 7, other: 'x' })).toEqual({
    table: 'registers.rows',
  })
  expect(questionOf({ q: 'VE01' })).toEqual({ q: 'VE01', limit: 50 })
})
