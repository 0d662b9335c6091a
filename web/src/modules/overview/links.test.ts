import { expect, test } from 'vitest'
import { isLate, isSoon, lateness, toRows } from './links'

test('a link to rows carries its filter, and one without a filter carries none', () => {
  expect(toRows('p', { field: 'status', op: 'in', value: ['failed'] })).toEqual({
    to: '/projects/p/registers/rows',
    search: { filter: [{ field: 'status', op: 'in', value: ['failed'] }] },
  })
  expect(toRows('p').search).toEqual({})
})

test('late is what was due before today', () => {
  expect(isLate('2026-03-01')[1]).toEqual({ field: 'planned_on', op: 'lte', value: '2026-02-28' })
})

test('soon is what is due in the next fourteen days', () => {
  expect(isSoon('2026-04-20').slice(1)).toEqual([
    { field: 'planned_on', op: 'gte', value: '2026-04-20' },
    { field: 'planned_on', op: 'lte', value: '2026-05-04' },
  ])
})

test.each([
  ['2026-04-19', '1 dag over frist'],
  ['2026-04-20', 'Frist i dag'],
  ['2026-05-20', 'Frist om 30 dage'],
  [null, ''],
])('%s is said as %s', (day, want) => {
  expect(lateness(day, '2026-04-20')).toBe(want)
})
