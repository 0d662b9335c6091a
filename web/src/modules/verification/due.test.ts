import { expect, test } from 'vitest'
import { byDue, dueText } from './due'

const today = '2026-04-20'

test.each([
  ['2026-04-19', '1 dag over frist'],
  ['2026-04-10', '10 dage over frist'],
  ['2026-04-20', 'Frist i dag'],
  ['2026-04-23', 'Frist om 3 dage'],
  ['2026-06-15', '15-06-2026'],
  [null, ''],
])('%s is said as %s', (day, want) => {
  expect(dueText(day, today)).toBe(want)
})

test('rows are gathered by how near they are, and keep their order', () => {
  const days = ['2026-04-01', '2026-04-27', '2026-04-28', null, '2026-04-02']
  const groups = byDue(
    days.map((planned_on) => ({ planned_on })),
    today,
  )
  expect(groups.map(({ due, rows }) => [due, rows.map(({ planned_on }) => planned_on)])).toEqual([
    ['over', ['2026-04-01', '2026-04-02']],
    ['soon', ['2026-04-27']],
    ['later', ['2026-04-28']],
    ['none', [null]],
  ])
})
