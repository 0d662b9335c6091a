import { expect, test } from 'vitest'
import { askedOf, queryOf } from './asked'

test('an address asks for a part of the history; what is not known is left out', () => {
  expect(askedOf({ person: 'p', table: '', from: 5, other: 'x', row: 'r' })).toEqual({
    person: 'p',
    row: 'r',
  })
})

test('the question has moments in place of days', () => {
  const { from, to, limit, origin } = queryOf({ origin: 'tablet', from: '2026-04-20', to: '2026-04-20' })
  expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(86_400_000)
  expect([limit, origin]).toEqual([50, 'tablet'])
})
