import { expect, test } from 'vitest'
import { leading, leftOf, rowsOf, type Share, segments, shareOf, tally, tallyBy, weightOf } from './tally'

const share = (part: Partial<Share>): Share => ({
  company: null,
  discipline: null,
  phase: null,
  milestone: null,
  status: 'not_started',
  rows: 1,
  weight: 1,
  ...part,
})

test('progress is the weight that is done, of all that applies', () => {
  const all = tally([
    share({ status: 'passed', rows: 2, weight: 6 }),
    share({ status: 'approved', weight: 1 }),
    share({ status: 'failed', weight: 3 }),
    share({ status: 'not_applicable', rows: 5, weight: 90 }),
  ])
  expect(shareOf(all)).toBe(0.7)
  expect(weightOf(all)).toBe(10)
  expect(leftOf(all)).toBe(3)
  expect(rowsOf(all)).toBe(9)
  expect(rowsOf(all, ['failed'])).toBe(1)
  expect(shareOf(tally([]))).toBeUndefined()
})

test('shares are summed by where they belong', () => {
  const by = tallyBy(
    [
      share({ discipline: 've', rows: 2 }),
      share({ discipline: 've', status: 'passed', rows: 3 }),
      share({ rows: 4 }),
    ],
    'discipline',
  )
  expect([...by].map(([at, one]) => [at, rowsOf(one)])).toEqual([
    ['ve', 5],
    ['', 4],
  ])
})

test('the parts of a bar fill it, and what does not apply has no part', () => {
  const parts = segments(
    tally([
      share({ status: 'failed', weight: 1 }),
      share({ status: 'passed', weight: 3 }),
      share({ status: 'not_applicable', weight: 9 }),
    ]),
  )
  expect(parts.map(({ status, share }) => [status, share])).toEqual([
    ['passed', 0.75],
    ['failed', 0.25],
  ])
  expect(segments(tally([share({ status: 'not_applicable' })]))).toEqual([])
})

test.each([
  [['passed', 'failed', 'not_started'], 'failed'],
  [['passed', 'blocked'], 'blocked'],
  [['passed', 'not_started'], 'in_progress'],
  [['in_progress', 'not_started'], 'in_progress'],
  [['ready', 'not_started'], 'ready'],
  [['not_started'], 'not_started'],
  [['passed', 'approved'], 'passed'],
  [['passed', 'passed_with_remarks', 'not_applicable'], 'passed_with_remarks'],
  [['approved', 'not_applicable'], 'approved'],
  [['not_applicable'], 'not_applicable'],
] as const)('%j is led by %s', (statuses, want) => {
  expect(leading(tally(statuses.map((status) => share({ status }))))).toBe(want)
})

test('a status that is not known counts as not begun', () => {
  expect(leading(tally([share({ status: 'invented' })]))).toBe('not_started')
})
