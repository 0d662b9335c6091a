import { expect, test } from 'vitest'
import { formatDate, formatNumber, parseDate, parseNumber } from './locale'

test('numbers are read as the locale writes them, with comma and point both accepted', () => {
  const cases: [string, number | undefined, number | undefined][] = [
    ['1.234,5', 1234.5, 1234.5],
    ['1,234.5', 1234.5, 1234.5],
    ['1,5', 1.5, 1.5],
    ['1.5', 1.5, 1.5],
    ['1.234', 1234, 1.234],
    ['1,234', 1.234, 1234],
    ['0.125', 0.125, 0.125],
    ['0,125', 0.125, 0.125],
    ['1.234.567', 1234567, 1234567],
    ['1 234 567,25', 1234567.25, 1234567.25],
    ["1'000", 1000, 1000],
    ['-3,5', -3.5, -3.5],
    ['−3,5', -3.5, -3.5],
    ['(3,5)', -3.5, -3.5],
    [',5', 0.5, 0.5],
    ['1,5E+03', 1500, 1500],
    ['12.34.5', undefined, undefined],
    ['1.2345,6', undefined, undefined],
    ['', undefined, undefined],
    ['abc', undefined, undefined],
    ['12 m', undefined, undefined],
    ['.', undefined, undefined],
  ]
  for (const [text, da, en] of cases) {
    expect([text, parseNumber(text, 'da'), parseNumber(text, 'en')]).toEqual([text, da, en])
  }
})

test('numbers are shown as the locale writes them and can be read back', () => {
  expect(formatNumber(1234.5, 'da')).toBe('1.234,5')
  expect(formatNumber(1234.5, 'en')).toBe('1,234.5')
  expect(formatNumber(2, 'da', 2)).toBe('2,00')
  for (const value of [0, -0.001, 1234567.125, 1e-9, 12345]) {
    expect(parseNumber(formatNumber(value, 'da'), 'da')).toBe(value)
    expect(parseNumber(formatNumber(value, 'en'), 'en')).toBe(value)
  }
})

test('dates are read in the ways people write them', () => {
  const same = [
    '2026-04-20',
    '2026-4-20',
    '2026/04/20',
    '2026-04-20T10:00:00Z',
    '20-04-2026',
    '20.04.2026',
    '20/4/2026',
  ]
  const more = [
    '20-4-26',
    '20/04',
    '20. april 2026',
    '20. apr. 2026',
    '20 Apr 2026',
    '20-apr-26',
    '20 April',
    '20 04 2026',
  ]
  for (const text of [...same, ...more])
    expect([text, parseDate(text, '2026-01-01')]).toEqual([text, '2026-04-20'])
  expect(parseDate('1. maj 26', '2026-01-01')).toBe('2026-05-01')
  expect(parseDate('1 Oct 2026', '2026-01-01')).toBe('2026-10-01')
  expect(parseDate('20-04-99', '2026-01-01')).toBe('1999-04-20')
  for (const text of ['30-02-2026', '04/20/2026', '2026-13-01', 'i morgen', '20', '20 foo 2026']) {
    expect([text, parseDate(text, '2026-01-01')]).toEqual([text, undefined])
  }
})

test('dates are shown as the locale writes them', () => {
  expect(formatDate('2026-04-20', 'da')).toBe('20-04-2026')
  expect(formatDate('2026-04-20', 'en')).toBe('20/04/2026')
  expect(formatDate('2026-04-20T12:00:00Z', 'da')).toMatch(/^\d\d-04-2026 \d\d:00$/)
})
