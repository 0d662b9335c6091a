import { afterEach, expect, test } from 'vitest'
import { daysBetween, formatAgo, formatDate, parseDate, today } from './date'
import { speak } from './locale'

afterEach(() => speak('da'))

test('a day is written as each language does', () => {
  expect(formatDate('2026-04-20')).toBe('20-04-2026')
  expect(formatDate('2026-04-20T10:00:00Z')).toBe('20-04-2026')
  expect(formatDate(null)).toBe('')
  speak('en')
  expect(formatDate('2026-04-02')).toBe('2 Apr 2026')
})

test.each([
  ['20-04-2026', '2026-04-20'],
  ['20.4.26', '2026-04-20'],
  ['20/4 2026', '2026-04-20'],
  ['2026-04-20', '2026-04-20'],
  ['2026-04-20T08:00:00Z', '2026-04-20'],
  ['29-02-2028', '2028-02-29'],
  ['29-02-2026', undefined],
  ['31-04-2026', undefined],
  ['snart', undefined],
])('%s is read as %s', (text, want) => {
  expect(parseDate(text)).toBe(want)
})

test('days are counted over the change to summer time', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
  expect(daysBetween('2026-04-20', '2026-04-18')).toBe(-2)
  expect(today(new Date(2026, 3, 20, 23, 59))).toBe('2026-04-20')
})

test('how long ago is said in the largest unit that fits', () => {
  const now = new Date('2026-04-20T12:00:00Z')
  expect(formatAgo('2026-04-20T11:58:30Z', now)).toBe('for 1 minut siden')
  expect(formatAgo('2026-04-19T11:00:00Z', now)).toBe('i går')
  expect(formatAgo('2026-04-20T11:59:50Z', now)).toBe('nu')
})
