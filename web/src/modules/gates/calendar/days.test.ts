import { expect, test } from 'vitest'
import { daysOf, momentOf, moved, timeOf, weekOf } from './days'

test('a week begins on Monday, a month on its first', () => {
  expect(daysOf('2026-04-22', 'week')).toEqual([
    '2026-04-20',
    '2026-04-21',
    '2026-04-22',
    '2026-04-23',
    '2026-04-24',
    '2026-04-25',
    '2026-04-26',
  ])
  expect(daysOf('2026-04-26', 'week')[0]).toBe('2026-04-20')
  expect(daysOf('2028-02-10', 'month')).toHaveLength(29)
  expect(daysOf('2026-12-31', 'month').at(-1)).toBe('2026-12-31')
})

test('one moves by weeks and months over the end of a year', () => {
  expect(moved('2026-12-30', 'week', 1)).toBe('2027-01-06')
  expect(moved('2026-01-31', 'month', 1)).toBe('2026-02-01')
  expect(moved('2026-01-15', 'month', -1)).toBe('2025-12-01')
})

test.each([
  ['2026-01-01', 1],
  ['2026-04-22', 17],
  ['2026-12-31', 53],
  ['2027-01-03', 53],
  ['2027-01-04', 1],
])('%s is in week %i', (day, week) => expect(weekOf(day)).toBe(week))

test('a day and a time make a moment and come back', () => {
  const moment = momentOf('2026-05-20', '09:30') ?? ''
  expect(moment).toMatch(/^2026-05-20T\d{2}:30:00Z$/)
  expect(timeOf(moment)).toBe('09:30')
  expect(momentOf(null, '09:30')).toBeUndefined()
  expect(momentOf('2026-05-20', '9')).toBeUndefined()
})
