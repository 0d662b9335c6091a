import { expect, test } from 'vitest'
import type { Act } from './keys'
import { type Ground, moved } from './moves'
import { at, boxOf, clampRange, edge, inBox, type Range, shift, sizeOf } from './range'

const ground: Ground = { size: { rows: 100, columns: 5 }, page: 20, origin: undefined, filled: () => true }
const go = (act: Act, range: Range, extend = false, changed: Partial<Ground> = {}) =>
  moved(act, range, extend, { ...ground, ...changed })

test('a range covers the rectangle between its ends, whichever way it was drawn', () => {
  const range = { anchor: { row: 5, column: 3 }, focus: { row: 2, column: 4 } }
  const box = boxOf(range)
  expect(box).toEqual({ top: 2, bottom: 5, left: 3, right: 4 })
  expect(sizeOf(box)).toEqual({ rows: 4, columns: 2 })
  expect([inBox(box, 2, 3), inBox(box, 6, 3), inBox(box, 3, 2)]).toEqual([true, false, false])
  expect(boxOf(shift(range, 10)).top).toBe(12)
})

test('a range is kept inside the grid', () => {
  expect(clampRange(at(500, 9), { rows: 10, columns: 3 })).toEqual(at(9, 2))
  expect(clampRange(at(3, 3), { rows: 0, columns: 3 })).toBeUndefined()
  expect(clampRange(at(-1, 3), { rows: 0, columns: 3 })).toEqual(at(-1, 2))
})

test('arrows move one cell, stay inside, and go up to the heads', () => {
  expect(go('down', at(0, 0))).toEqual(at(1, 0))
  expect(go('down', at(99, 0))).toEqual(at(99, 0))
  expect(go('up', at(0, 2))).toEqual(at(-1, 2))
  expect(go('right', at(-1, 2))).toEqual(at(-1, 3))
  expect(go('down', at(-1, 2))).toEqual(at(0, 2))
  expect(go('pageDown', at(90, 2))).toEqual(at(99, 2))
  expect(go('last', at(0, 0))).toEqual(at(99, 4))
})

test('Shift widens from where the selection ends and keeps where it began', () => {
  const once = go('down', at(3, 1), true)
  const twice = once && go('right', once, true)
  expect(twice && boxOf(twice)).toEqual({ top: 3, bottom: 4, left: 1, right: 2 })
  expect(twice?.anchor).toEqual({ row: 3, column: 1 })
  expect(twice && go('down', twice)).toEqual(at(4, 1))
})

test('Ctrl with an arrow goes to the edge of what is filled', () => {
  const filled = (index: number) => [true, true, true, false, false, true, false][index]
  expect([
    edge(0, 1, 6, filled),
    edge(2, 1, 6, filled),
    edge(3, 1, 6, filled),
    edge(5, 1, 6, filled),
  ]).toEqual([2, 5, 5, 6])
  expect([
    edge(6, -1, 0, filled),
    edge(5, -1, 0, filled),
    edge(2, -1, 0, filled),
    edge(0, -1, 0, filled),
  ]).toEqual([5, 2, 0, 0])
  expect(edge(0, 1, 50, (index) => (index < 3 ? true : undefined))).toBe(50)
})

test('Tab goes to the next row at the end of one, and leaves at the last cell', () => {
  expect(go('next', at(0, 4))).toEqual(at(1, 0))
  expect(go('previous', at(1, 0))).toEqual(at(0, 4))
  expect(go('next', at(99, 4))).toBeUndefined()
  expect(go('enter', at(3, 4), false, { origin: 1 })).toEqual(at(4, 1))
})

test('Tab and Enter go round inside a selection', () => {
  const range: Range = { anchor: { row: 0, column: 0 }, focus: { row: 1, column: 1 } }
  const walk = (act: Act) => {
    let now: Range | undefined = range
    return [1, 2, 3, 4].map(() => {
      now = now && go(act, now)
      return now?.active && [now.active.row, now.active.column]
    })
  }
  expect(walk('next')).toEqual([
    [0, 1],
    [1, 0],
    [1, 1],
    [0, 0],
  ])
  expect(walk('enter')).toEqual([
    [1, 0],
    [0, 1],
    [1, 1],
    [0, 0],
  ])
})

test('whole rows, columns and everything are selected', () => {
  expect(boxOf(go('selectRows', at(3, 2)) ?? at(0, 0))).toEqual({ top: 3, bottom: 3, left: 0, right: 4 })
  expect(boxOf(go('selectColumns', at(3, 2)) ?? at(0, 0))).toEqual({ top: 0, bottom: 99, left: 2, right: 2 })
  expect(boxOf(go('selectAll', at(3, 2)) ?? at(0, 0))).toEqual({ top: 0, bottom: 99, left: 0, right: 4 })
})
