import { expect, test } from 'vitest'
import { readyFields } from '../thing/field'
import { phase } from '../thing/fields/lists'
import { arranged, frozenTo, moved, placed, shownFields, turned, type View, viewOf } from './view'

const fields = readyFields(phase, 'da')
const ids = (view: View) => shownFields(view, fields).map(({ id }) => id)
const plain: View = { widths: {} }

test('a view begins with the usual columns', () => {
  expect(ids(plain)).toEqual(['code', 'name', 'position', 'milestone', 'starts_on', 'ends_on'])
})

test('a hidden column comes back to its usual place', () => {
  const without = turned(plain, fields, 'position')
  expect(ids(without)).not.toContain('position')
  expect(ids(turned(without, fields, 'position'))).toEqual(ids(plain))
  expect(ids(turned(plain, fields, 'name_other'))).toEqual([
    'code',
    'name',
    'name_other',
    'position',
    'milestone',
    'starts_on',
    'ends_on',
  ])
})

test('a column moves one place, and not past the ends', () => {
  expect(ids(moved(plain, fields, 'name', 1))).toEqual([
    'code',
    'position',
    'name',
    'milestone',
    'starts_on',
    'ends_on',
  ])
  expect(ids(moved(plain, fields, 'code', -1))).toEqual(ids(plain))
})

test('the last column stays, and columns that are gone are left out', () => {
  const one: View = { widths: {}, shown: ['code'] }
  expect(ids(turned(one, fields, 'code'))).toEqual(['code'])
  expect(ids({ widths: {}, shown: ['gone', 'name'] })).toEqual(['name'])
  expect(ids({ widths: {}, shown: ['gone'] })).toEqual(ids(plain))
})

test('any number of columns stays in view, and those that move keep their number', () => {
  expect(arranged(plain, fields).frozen).toBe(1)
  const three = frozenTo(plain, fields, 'position')
  expect(arranged(three, fields).frozen).toBe(3)
  expect(arranged(turned(three, fields, 'name'), fields).frozen).toBe(2)
  const first = moved(moved(three, fields, 'milestone', -1), fields, 'milestone', -1)
  expect([ids(first)[1], arranged(first, fields).frozen]).toEqual(['milestone', 3])
  expect(arranged(frozenTo(plain, fields, undefined), fields).frozen).toBe(0)
})

test('a view that was kept is read with what can be understood of it', () => {
  expect(viewOf({ shown: ['a', 1], widths: { a: 90 }, frozen: 2, density: 'huge', group: '' })).toEqual({
    shown: ['a'],
    widths: { a: 90 },
    frozen: 2,
  })
  expect([viewOf(null), viewOf('x')]).toEqual([{ widths: {} }, { widths: {} }])
})

test('a column is put before another one or last, and stays in view among those that do', () => {
  const view: View = { widths: {}, shown: ids(plain).slice(0, 4), frozen: 1 }
  const [a, b, c, d] = ids(view) as [string, string, string, string]
  expect(ids(placed(view, fields, d, b))).toEqual([a, d, b, c])
  expect(placed(view, fields, d, b).frozen).toBe(1)
  expect(ids(placed(view, fields, b, undefined))).toEqual([a, c, d, b])
  expect(placed(view, fields, d, a)).toMatchObject({ shown: [d, a, b, c], frozen: 2 })
  expect(placed(view, fields, a, d)).toMatchObject({ shown: [b, c, a, d], frozen: 0 })
  expect(placed(view, fields, 'gone', a)).toBe(view)
  expect(placed(view, fields, a, 'gone')).toBe(view)
})
