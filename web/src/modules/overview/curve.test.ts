import { expect, test } from 'vitest'
import { type Curve, drawn, later, weekAt, weekNumber } from './curve'

const sheet = { width: 300, height: 120, left: 0, right: 0, top: 10, bottom: 10 }
const curve: Curve = {
  weeks: [
    { from: '2026-04-06', planned: 5, done: 2 },
    { from: '2026-04-13', planned: 8, done: 5 },
    { from: '2026-04-20', planned: 10, done: null },
  ],
  today: '2026-04-15',
  total: 10,
  done: 5,
  due: 6,
  unplanned: 0,
  undated: 0,
  pace: 2.5,
  planned_by: '2026-04-24',
  done_by: '2026-04-29',
}

test('lines end where the weeks end, and what is done ends today', () => {
  const found = drawn(curve, sheet)
  expect(found.planned).toBe('M0 110L91.3 60L182.6 30L273.9 10')
  expect(found.done).toBe('M0 110L91.3 90L117.4 60')
  expect(found.forecast).toBe('M117.4 60L300 10')
  expect(found.today).toBeCloseTo(117.39, 1)
})

test('a forecast far beyond the plan ends at the edge', () => {
  const found = drawn({ ...curve, done_by: '2027-04-15' }, sheet)
  expect(found.forecast).toMatch(/^M[\d.]+ 60L300 /)
  expect(drawn({ ...curve, done_by: null }, sheet).forecast).toBeUndefined()
})

test('weight done on no known day is where the line begins', () => {
  expect(drawn({ ...curve, undated: 1 }, sheet).done).toMatch(/^M0 100L/)
})

test('a curve of nothing is no line', () => {
  expect(drawn({ ...curve, weeks: [], total: 0 }, sheet).done).toBe('')
})

test('a long plan names few months', () => {
  const weeks = Array.from({ length: 150 }, (_, at) => ({
    from: later('2024-01-01', at * 7),
    planned: at,
    done: null,
  }))
  const { months } = drawn({ ...curve, weeks, done_by: null }, sheet)
  expect(months.length).toBeLessThanOrEqual(3)
  expect(months.every((day) => day.endsWith('-01'))).toBe(true)
})

test('a day finds its week, and one outside the nearest', () => {
  expect([
    weekAt(curve.weeks, '2026-04-12'),
    weekAt(curve.weeks, '2026-04-13'),
    weekAt(curve.weeks, '2020-01-01'),
    weekAt(curve.weeks, '2030-01-01'),
  ]).toEqual([0, 1, 0, 2])
})

test.each([
  ['2026-04-20', 17],
  ['2025-12-29', 1],
  ['2026-12-28', 53],
])('%s begins week %d', (monday, number) => {
  expect(weekNumber(monday)).toBe(number)
})
