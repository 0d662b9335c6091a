import { expect, test } from 'vitest'
import type { Row } from './columns'
import { type Group, Grouped, headingOf } from './groups'
import type { Fetch } from './source'

const sizes = { page: 20, leap: 50, kept: 1000 }
const silent = { changed: () => undefined, failed: () => undefined }

/** A register of rows in groups of these sizes, that answers by cursor and leaves out what it is told to. */
function register(counts: Record<string, number>) {
  const rows: Row[] = Object.entries(counts).flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, at) => ({ id: `${kind}${at}`, version: 1, kind })),
  )
  const fetch: Fetch = async ({ without = [] }, after, { limit, count }) => {
    const all = rows.filter(({ kind }) => !without.includes(kind as string))
    const from = after === undefined ? 0 : Number(after)
    const next = from + limit < all.length ? String(from + limit) : undefined
    return { items: all.slice(from, from + limit), next, total: count ? all.length : undefined }
  }
  const groups = async (): Promise<Group[]> =>
    Object.keys(counts).map((value) => {
      const count = rows.filter(({ kind }) => kind === value).length
      return { value, label: value, count, sums: {} }
    })
  return { rows, fetch, groups }
}

async function opened(counts: Record<string, number>) {
  const server = register(counts)
  const list = new Grouped(server.fetch, server.groups, silent, sizes)
  list.look(0, 9)
  await list.open({ group: 'kind' })
  return { server, list }
}

const lines = (list: Grouped, count = list.length) =>
  Array.from({ length: count }, (_, at) => {
    const row = list.row(at)
    return headingOf(row)?.group.label ?? row?.id
  })

test('headings stand above their rows, and every line is found by its number', async () => {
  const { list } = await opened({ a: 2, b: 1, c: 3 })
  expect(lines(list)).toEqual(['a', 'a0', 'a1', 'b', 'b0', 'c', 'c0', 'c1', 'c2'])
  expect([list.length, list.counted, list.field]).toEqual([9, true, 'kind'])
  expect(['a0', 'b0', 'c2'].map((id) => list.indexOf(id))).toEqual([1, 4, 8])
  expect([1, 4, 8].map((at) => list.placeOf(at))).toEqual([0, 2, 5])
})

test('a closed group shows its heading only, and opens again', async () => {
  const { list } = await opened({ a: 2, b: 30, c: 3 })
  const b = headingOf(list.row(3))
  if (!b) throw new Error('there is no heading')
  await list.toggle(b)
  expect(lines(list)).toEqual(['a', 'a0', 'a1', 'b', 'c', 'c0', 'c1', 'c2'])
  expect(headingOf(list.row(3))?.open).toBe(false)
  await list.toggle(b)
  expect([list.length, list.indexOf('b0')]).toEqual([38, 4])
  await list.toggleAll(false)
  expect(lines(list)).toEqual(['a', 'b', 'c'])
  await list.toggleAll(true)
  expect(list.length).toBe(38)
})

test('rows between lines are rows alone, and a range is read with its headings in place', async () => {
  const { list } = await opened({ a: 2, b: 40, c: 3 })
  expect(list.between(0, 4)).toEqual({ top: 0, bottom: 2 })
  expect(list.between(3, 3)).toEqual({ top: 2, bottom: 1 })
  expect(list.here(1, 5).map(({ id }) => id)).toEqual(['a0', 'a1', 'b0', 'b1'])
  const read = await list.rows(2, 46)
  expect([read.length, headingOf(read[1])?.group.label, read[0]?.id, read.at(-1)?.id]).toEqual([
    45,
    'b',
    'a1',
    'c1',
  ])
})

test('a new row joins the group it stands in, and one that goes leaves it', async () => {
  const { list } = await opened({ a: 2, b: 1 })
  list.insert([{ id: 'new', version: 0 }], 2)
  expect(lines(list)).toEqual(['a', 'a0', 'new', 'a1', 'b', 'b0'])
  expect(list.groupAt(2)?.count).toBe(3)
  list.remove('new')
  list.remove('b0')
  expect(lines(list)).toEqual(['a', 'a0', 'a1', 'b'])
})

test('a refresh counts the groups again', async () => {
  const { server, list } = await opened({ a: 2, b: 1 })
  server.rows.push({ id: 'b1', version: 1, kind: 'b' })
  await list.refresh()
  expect(lines(list)).toEqual(['a', 'a0', 'a1', 'b', 'b0', 'b1'])
})

test('without a field to group by there are no headings', async () => {
  const { list } = await opened({ a: 2, b: 1 })
  await list.open({})
  expect([lines(list), list.field]).toEqual([['a0', 'a1', 'b0'], undefined])
})
