import { expect, test } from 'vitest'
import { askedOf, isNarrowed, searchOf } from './asked'

const system = '019dd000-0000-7000-8000-000000000001'

test('an address and what it asks for are the same thing', () => {
  const search = { show: 'mine', sort: 'due', q: 've01', kind: 'defect', severity: 'critical', system }
  expect(searchOf(askedOf(search))).toEqual(search)
  expect(searchOf(askedOf({}))).toEqual({})
  expect(askedOf({})).toEqual({ show: 'open', q: '', sort: '-raised' })
})

test('what the address should not hold is left out', () => {
  const asked = askedOf({ show: 'secret', sort: 'password', kind: 'snag', system: "x' or 1=1", q: 7 })
  expect(asked).toEqual({ show: 'open', q: '7', sort: '-raised' })
})

test('a search narrows, the choice of list does not', () => {
  expect(isNarrowed(askedOf({ show: 'all', sort: 'due' }))).toBe(false)
  expect(isNarrowed(askedOf({ q: 'x' }))).toBe(true)
  expect(isNarrowed(askedOf({ severity: 'minor' }))).toBe(true)
})
