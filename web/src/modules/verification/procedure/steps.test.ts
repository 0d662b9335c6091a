import { expect, test } from 'vitest'
import { cellsOf, codeFor, doubled, fromCells, limitIn, moved, newStep, type Step } from './steps'

const named = (...codes: string[]): Step[] => codes.map((code) => ({ ...newStep('pass_fail', []), code }))
const codes = (steps: readonly Step[]) => steps.map(({ code }) => code).join(' ')

test('a new step has a name that no other has', () => {
  expect(codeFor([])).toBe('s1')
  expect(codeFor(named('s2'))).toBe('s3')
  expect(codeFor(named('fan', 's3', 's4'))).toBe('s5')
})

test('steps are moved within the list only', () => {
  expect(codes(moved(named('a', 'b', 'c'), 0, 1))).toBe('b a c')
  expect(codes(moved(named('a', 'b', 'c'), 2, -2))).toBe('c a b')
  expect(codes(moved(named('a', 'b', 'c'), 0, -1))).toBe('a b c')
  expect(codes(moved(named('a', 'b', 'c'), 2, 1))).toBe('a b c')
})

test('a copy is a step of its own', () => {
  const all = doubled(named('a', 'b'), 0)
  expect(codes(all)).toBe('a s3 b')
  expect(new Set(all.map(({ id }) => id)).size).toBe(3)
})

test.each([
  ['≤ 1.500', { comparison: 'le', target: 1500, tolerance: null }],
  ['min. 0,5', { comparison: 'ge', target: 0.5, tolerance: null }],
  ['21 ± 1', { comparison: 'within', target: 21, tolerance: 1 }],
  ['>= 1 +/- 0,1', { comparison: 'ge', target: 1, tolerance: 0.1 }],
])('the limit %s is read', (text, want) => {
  expect(limitIn(text)).toEqual(want)
})

test.each(['', 'Klasse C', '1500', '≤'])('“%s” is no limit', (text) => {
  expect(limitIn(text)).toBeUndefined()
})

test('lines of a spreadsheet become steps', () => {
  const text =
    'Måling:\r\nTryk\tPressure\tPa\t≥ 200\r\n"Rem ""A""\nstrammet"\tBelt\r\n\t\t\r\nLuftmængde\t\tm³/h\r\n'
  const steps = fromCells(cellsOf(text), named('s1'))
  expect(
    steps.map(({ kind, code, text_da, text_en, unit, target }) => [
      kind,
      code,
      text_da,
      text_en,
      unit,
      target,
    ]),
  ).toEqual([
    ['section', 's2', 'Måling', '', '', null],
    ['measure', 's3', 'Tryk', 'Pressure', 'Pa', 200],
    ['pass_fail', 's4', 'Rem "A"\nstrammet', 'Belt', '', null],
    ['measure', 's5', 'Luftmængde', '', 'm³/h', null],
  ])
})
