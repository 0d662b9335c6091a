import { expect, test } from 'vitest'
import { comparedOf, isInOrder } from './asked'

const now = new Date('2026-04-20T10:42:00Z')

test('without a moment, a day ago is compared with now', () => {
  expect(comparedOf({}, now)).toEqual({ table: 'registers.rows', from: '2026-04-19T10:42:00.000Z', to: '' })
})

test('an address written by hand does no harm', () => {
  expect(comparedOf({ table: 3, from: 'x', to: ['y'] }, now)).toEqual(comparedOf({}, now))
})

test('the first moment lies before the second', () => {
  const asked = comparedOf({ from: '2026-04-20T10:00:00Z', to: '2026-04-20T11:00:00Z' }, now)
  expect(isInOrder(asked)).toBe(true)
  expect(isInOrder({ ...asked, to: asked.from })).toBe(false)
  expect(isInOrder({ ...asked, to: '' })).toBe(true)
})
