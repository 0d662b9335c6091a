import { expect, test } from 'vitest'
import { Counted, newsSince } from './news'

const line = (id: string, changed_at: string) => ({ id, version: 1, changed_at })

test('only the rows that have changed since are put in their places', () => {
  const page = { items: [line('b', '2026-04-20T10:02:00Z'), line('a', '2026-04-20T10:00:00Z')], total: 2 }
  expect(newsSince('2026-04-20T10:00:00Z', 2, page)).toEqual({ changed: [page.items[0]], whole: false })
})

test('the register is read again when rows came or went, or too many changed to be told one by one', () => {
  expect(newsSince('x', 3, { items: [], total: 2 }).whole).toBe(true)
  const many = Array.from({ length: 50 }, (_, i) => line(String(i), '2026-04-20T10:00:00Z'))
  expect(newsSince('2026-04-19T10:00:00Z', 50, { items: many, total: 50 }).whole).toBe(true)
})

test('what one adds and deletes oneself is no news, unless it was refused', () => {
  const own = new Counted()
  own.take([{ id: 'a', create: true }, { id: 'b', create: true }, { id: 'c', delete: true }, { id: 'd' }], {
    entry: 'e',
    results: [
      { id: 'a', version: 1 },
      { id: 'b', problem: { type: '', title: '', status: 422 } },
      { id: 'c', version: 2 },
      { id: 'd', version: 2 },
    ],
  })
  expect(own.added).toBe(0)
})
