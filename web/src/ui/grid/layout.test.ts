import { expect, test } from 'vitest'
import type { Column } from './columns'
import {
  above,
  columnAt,
  columnsIn,
  layOut,
  revealColumn,
  revealRow,
  rowsIn,
  rowTop,
  scrollFor,
  scrollHeight,
} from './layout'

const column = (key: string, width: number, frozen = false): Column => ({
  key,
  label: key,
  width,
  type: 'text',
  frozen,
})
const wide = [column('tag', 100, true), ...Array.from({ length: 20 }, (_, i) => column(`c${i}`, 100))]

test('columns stand side by side after the gutter, at the widths people gave them', () => {
  const layout = layOut(wide, new Map([['c0', 250]]), 50, 1000)
  expect(layout.lefts.slice(0, 4)).toEqual([50, 150, 400, 500])
  expect([layout.frozen, layout.frozenWidth, layout.width]).toEqual([1, 150, 50 + 100 + 250 + 19 * 100])
})

test('only columns in view are painted, with one beside', () => {
  const layout = layOut(wide, new Map(), 50, 600)
  expect(columnsIn(layout, 0, 600)).toEqual({ first: 1, last: 6 })
  expect(columnsIn(layout, 1000, 600)).toEqual({ first: 10, last: 16 })
})

test('frozen columns that leave too little room scroll with the others', () => {
  const columns = [column('a', 200, true), column('b', 200, true), column('c', 200, true), column('d', 300)]
  expect(layOut(columns, new Map(), 50, 1000).frozen).toBe(2)
  expect(layOut(columns, new Map(), 50, 300).frozen).toBe(0)
})

test('a point is found in its column, under the frozen ones too', () => {
  const layout = layOut(wide, new Map(), 50, 600)
  expect(columnAt(layout, 500, 20)).toBe(-1)
  expect(columnAt(layout, 500, 100)).toBe(0)
  expect(columnAt(layout, 500, 160)).toBe(6)
  expect(columnAt(layout, 0, 5000)).toBe(20)
})

test('a column is scrolled in whole, and no further', () => {
  const layout = layOut(wide, new Map(), 50, 600)
  expect(revealColumn(layout, 0, 900, 600)).toBe(900)
  expect(revealColumn(layout, 2, 0, 600)).toBe(0)
  expect(revealColumn(layout, 8, 0, 600)).toBe(350)
  expect(revealColumn(layout, 1, 900, 600)).toBe(0)
})

test('rows in view are found by pixels', () => {
  const tower = { rows: 1000, rowHeight: 34, view: 340 }
  expect(rowsIn(tower, 0, 0)).toEqual({ first: 0, last: 10 })
  expect(rowsIn(tower, 3400, 8)).toEqual({ first: 92, last: 118 })
  expect(rowTop(tower, 100, 3400)).toBe(3400)
  expect(revealRow(tower, 5, 3400)).toBe(170)
  expect(revealRow(tower, 120, 3400)).toBe(121 * 34 - 340)
  expect(revealRow(tower, 105, 3400)).toBe(3400)
})

test('a register taller than a browser can lay out is still reached to its last row', () => {
  const tower = { rows: 1_000_000, rowHeight: 48, view: 700 }
  const height = scrollHeight(tower)
  expect(height).toBe(12_000_000)
  const end = height - tower.view
  expect(rowsIn(tower, end, 0).last).toBe(999_999)
  expect(above(tower, end)).toBe(48_000_000 - 700)
  const at = revealRow(tower, 500_000, 0)
  const { first, last } = rowsIn(tower, at, 0)
  expect(first <= 500_000 && last >= 500_000).toBe(true)
  expect(rowTop(tower, 500_000, at) - at).toBeGreaterThanOrEqual(0)
  expect(rowTop(tower, 500_000, at) - at + 48).toBeLessThanOrEqual(701)
  expect(scrollFor(tower, 0)).toBe(0)
})
