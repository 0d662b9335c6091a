import { afterEach, expect, test } from 'vitest'
import { speak } from '~/lib/locale'
import { byDay, dayName, momentsOf, timeOf } from './days'

afterEach(() => speak('da'))

const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString()

test('what happened is gathered by the reader’s own days', () => {
  const all = [at(2026, 3, 20, 23, 59), at(2026, 3, 20, 0, 0), at(2026, 3, 19, 23, 59)].map((at) => ({ at }))
  expect(byDay(all).map(({ day, items }) => [day, items.length])).toEqual([
    ['2026-04-20', 2],
    ['2026-04-19', 1],
  ])
})

test('a day is said in words', () => {
  const now = new Date(2026, 2, 1, 9)
  expect(dayName('2026-03-01', now)).toBe('I dag')
  expect(dayName('2026-02-28', now)).toBe('I går')
  expect(dayName('2026-02-27', now)).toBe('fredag den 27. februar 2026')
  speak('en')
  expect(dayName('2026-02-27', now)).toContain('27 February 2026')
  expect(timeOf(at(2026, 3, 20, 7, 5))).toBe('07:05')
})

test('a period holds its last day whole', () => {
  expect(momentsOf('2026-04-01', '2026-04-30')).toEqual({
    from: at(2026, 3, 1, 0, 0),
    to: at(2026, 4, 1, 0, 0),
  })
  expect(momentsOf(undefined, undefined)).toEqual({})
})
