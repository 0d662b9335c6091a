import { expect, test } from 'vitest'
import type { Value } from './columns'
import { series } from './fill'

test('a series goes on as it began', () => {
  const cases: [Value[], Value[]][] = [
    [
      [1, 2],
      [3, 4, 5],
    ],
    [
      [10, 7.5],
      [5, 2.5, 0],
    ],
    [
      [0.1, 0.2],
      [0.3, 0.4, 0.5],
    ],
    [[5], [5, 5, 5]],
    [
      [1, 2, 4],
      [1, 2, 4],
    ],
    [['2026-02-27'], ['2026-02-28', '2026-03-01', '2026-03-02']],
    [
      ['2026-01-01', '2026-01-08'],
      ['2026-01-15', '2026-01-22', '2026-01-29'],
    ],
    [['AHU-08'], ['AHU-09', 'AHU-10', 'AHU-11']],
    [
      ['Rum 1', 'Rum 3'],
      ['Rum 5', 'Rum 7', 'Rum 9'],
    ],
    [
      ['Rum 1', 'Hal 2'],
      ['Rum 1', 'Hal 2', 'Rum 1'],
    ],
    [
      ['x', null],
      ['x', null, 'x'],
    ],
    [[true], [true, true, true]],
    [['360.01'], ['360.02', '360.03', '360.04']],
  ]
  for (const [given, next] of cases) expect([given, series(given, 3)]).toEqual([given, next])
})
