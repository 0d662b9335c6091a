import { expect, test } from 'vitest'
import { cells, step } from './spots'
import { rowsOf, type SystemShare } from './tally'

const share = (part: Partial<SystemShare>): SystemShare => ({
  system: 've01',
  phase: 'udf',
  milestone: null,
  status: 'passed',
  rows: 1,
  weight: 1,
  ...part,
})

test('a row counts in its phase and in its milestone', () => {
  const found = cells([share({}), share({ milestone: 'm2', rows: 2 }), share({ system: null, phase: null })])
  const ve = found.get('ve01')
  expect(ve && [...ve].map(([at, one]) => [at, rowsOf(one)])).toEqual([
    ['udf', 3],
    ['m2', 2],
  ])
  expect(found.get('')?.size).toBe(0)
})

test.each([
  ['ArrowDown', { row: 1, column: 0 }],
  ['ArrowUp', undefined],
  ['ArrowRight', { row: 0, column: 1 }],
  ['ArrowLeft', undefined],
  ['End', { row: 0, column: 2 }],
  ['Home', undefined],
  ['PageDown', { row: 4, column: 0 }],
  ['a', undefined],
])('%s leads from the first cell to %o', (key, want) => {
  expect(step({ row: 0, column: 0 }, key, 5, 3)).toEqual(want)
})
