import { afterEach, expect, test } from 'vitest'
import { speak } from '~/lib/locale'
import { isMeasured, limitText, saysLimit, verdictOf } from './limit'

afterEach(() => speak('da'))

test.each([
  ['le', 1500, null, 1500, 'within'],
  ['le', 1500, null, 1500.1, 'outside'],
  ['le', 1500, 50, 1550, 'within'],
  ['lt', 10, null, 10, 'outside'],
  ['ge', 20, null, 20, 'within'],
  ['ge', 20, 1, 18.9, 'outside'],
  ['gt', 20, null, 20, 'outside'],
  ['eq', 5, null, 5, 'within'],
  ['within', 21, 1, 22, 'within'],
  ['within', 21, 1, 22.1, 'outside'],
] as const)('%s %s ± %s holds %s to be %s', (comparison, target, tolerance, measured, want) => {
  expect(verdictOf({ comparison, target, tolerance }, measured)).toBe(want)
})

test('what people judge, and what is not measured yet, has no verdict', () => {
  expect(verdictOf({ comparison: 'text', target: 5, tolerance: null }, 5)).toBeUndefined()
  expect(verdictOf({ comparison: 'le', target: null, tolerance: null }, 5)).toBeUndefined()
  expect(verdictOf({ comparison: 'le', target: 5, tolerance: null }, undefined)).toBeUndefined()
  expect(isMeasured({ comparison: 'text', target: 5 })).toBe(false)
  expect(isMeasured({ comparison: 'le', target: 5 })).toBe(true)
})

test('a limit is written with its sign and unit, as the language writes numbers', () => {
  const limit = { comparison: 'le', target: 1500, tolerance: null, unit: 'J/m³', target_text: '' } as const
  expect(limitText(limit)).toBe('≤ 1.500 J/m³')
  expect(limitText({ ...limit, comparison: 'within', target: 21, tolerance: 0.5, unit: '°C' })).toBe(
    '21 ± 0,5 °C',
  )
  expect(limitText({ ...limit, comparison: 'text', target_text: 'Klasse C' })).toBe('Klasse C')
  speak('en')
  expect(limitText(limit)).toBe('≤ 1,500 J/m³')
})

test.each([
  ['SEL ≤ 1.500 J/m3 (projektkrav)', '≤ 1.500 J/m3', true],
  ['Alle spjæld < 60 s', '< 60 s', true],
  ['Klasse C', 'C', true],
  ['Lydtryk i klasserum', '≤ 30 dB(A)', false],
])('%s says %s: %s', (criterion, limit, want) => {
  expect(saysLimit(criterion, limit)).toBe(want)
})
