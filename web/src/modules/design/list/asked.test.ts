import { expect, test } from 'vitest'
import { askedOf, isNarrowed, searchOf } from './asked'

const ve = '0198a000-0000-7000-8000-000000000001'

test('an address is read and written the same', () => {
  const search = { show: 'mine', status: 'returned', discipline: ve, q: 'SEL' }
  expect(searchOf(askedOf(search))).toEqual(search)
  expect(searchOf(askedOf({}))).toEqual({})
})

test('what an address says wrong is left out', () => {
  expect(askedOf({ show: 'yours', status: 'lost', discipline: 'VE' })).toEqual({ show: 'open', q: '' })
})

test('the choice of list alone narrows nothing', () => {
  expect(isNarrowed(askedOf({ show: 'overdue' }))).toBe(false)
  expect(isNarrowed(askedOf({ q: 'x' }))).toBe(true)
})
