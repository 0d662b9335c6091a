import { expect, test } from 'vitest'
import { askedOf, searchOf } from './asked'

test('an address is read and written the same, and what is wrong in it is left out', () => {
  const search = { q: 'SEL', hole: 'no_basis', discipline: '0198a000-0000-7000-8000-000000000001' }
  expect(searchOf(askedOf(search))).toEqual(search)
  expect(searchOf(askedOf({ hole: 'lost', discipline: 'VE' }))).toEqual({})
})
