import { afterEach, expect, test } from 'vitest'
import { speak } from './locale'
import { formatMoney, formatNumber, formatPercent, formatShare, formatSize, parseNumber } from './number'

afterEach(() => speak('da'))

test.each([
  ['1.234,5', 1234.5],
  ['1234,5', 1234.5],
  ['1.234', 1234],
  ['1.234.567', 1234567],
  ['0.5', 0.5],
  ['12.34', 12.34],
  ['1,234.5', 1234.5],
  ['1 234,5', 1234.5],
  ['1,234', 1.234],
  ['−3', -3],
  ['-3,25', -3.25],
  ['1e3', 1000],
  ['', undefined],
  ['abc', undefined],
  ['3 m²', undefined],
  ['1.2.3,4,5', undefined],
])('in Danish, %s is %s', (text, want) => {
  expect(parseNumber(text)).toBe(want)
})

test.each([
  ['1,234', 1234],
  ['1,234.5', 1234.5],
  ['1.234', 1.234],
  ['0,5', 0.5],
  ['1.234,5', 1234.5],
])('in English, %s is %s', (text, want) => {
  speak('en')
  expect(parseNumber(text)).toBe(want)
})

test('what is written can be read again, in both languages', () => {
  for (const language of ['da', 'en'] as const) {
    speak(language)
    for (const value of [0, 0.125, 12.5, 1234, 1234.5, -98765.4321]) {
      expect(parseNumber(formatNumber(value))).toBe(value)
    }
  }
})

test('a share says 100 only when all is done', () => {
  expect(formatShare(0.9999)).toBe('99\u00a0%')
  expect(formatShare(1)).toBe('100\u00a0%')
  expect(formatShare(0)).toBe('0\u00a0%')
  expect(formatPercent(0.0139)).toBe('1,4\u00a0%')
})

test('sizes and amounts carry their units', () => {
  expect(formatSize(999)).toBe('999 B')
  expect(formatSize(1_500_000)).toBe('1,5 MB')
  expect(formatMoney(1234567, 'DKK')).toContain('1.234.567')
  expect(formatMoney(10, 'none')).toBe('10 none')
})
