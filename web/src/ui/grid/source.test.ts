import { expect, test } from 'vitest'
import { rowOf, Server } from './fixture'
import { Source, type Watcher } from './source'

const silent: Watcher = { changed: () => undefined, failed: () => undefined }
const sizes = { page: 20, leap: 50, kept: 100 }

async function opened(server: Server, watcher = silent): Promise<Source> {
  const source = new Source(server.fetch, watcher, sizes)
  source.look(0, 9)
  await source.open({})
  return source
}

test('the first rows come before the count, and the next when they are looked at', async () => {
  const server = Server.of(90)
  const source = await opened(server)
  expect([source.length, source.reached, server.asked]).toEqual([
    90,
    20,
    [
      { after: undefined, limit: 20 },
      { after: undefined, limit: 1 },
    ],
  ])
  expect([source.row(19)?.id, source.row(20)]).toEqual(['r19', undefined])
  source.look(12, 22)
  expect(source.busy).toBe(true)
  await source.settled()
  expect(source.row(20)?.id).toBe('r20')
  expect(server.asked.map(({ after }) => after)).toEqual([undefined, undefined, '19'])
})

test('a far jump reads forward in leaps and keeps only what is looked at', async () => {
  const server = Server.of(1000)
  const source = await opened(server)
  source.look(900, 909)
  expect(source.row(900)).toBeUndefined()
  await source.settled()
  expect(source.row(905)?.id).toBe('r905')
  expect(source.row(500)).toBeUndefined()
  expect(server.asked.length).toBeLessThan(25)
  expect(source.length).toBe(1000)
  source.look(500, 509)
  await source.settled()
  expect(source.row(505)?.id).toBe('r505')
})

test('the end is known when the last page has come, whatever was counted', async () => {
  const server = Server.of(45)
  const source = new Source(
    async (...ask) => ({ ...(await server.fetch(...ask)), total: undefined }),
    silent,
    sizes,
  )
  source.look(0, 9)
  await source.open({})
  expect(source.length).toBe(21)
  source.look(20, 30)
  await source.settled()
  source.look(40, 50)
  await source.settled()
  expect(source.length).toBe(45)
})

test('the rows looked at longest ago are let go of, and come again by their cursor', async () => {
  const server = Server.of(400)
  const source = await opened(server)
  for (let top = 0; top < 300; top += 15) {
    source.look(top, top + 9)
    await source.settled()
  }
  const kept = Array.from({ length: 400 }, (_, i) => source.row(i)).filter(Boolean)
  expect(kept.length).toBeLessThanOrEqual(120)
  expect([source.row(0), source.row(290)?.id]).toEqual([undefined, 'r290'])
  server.asked = []
  source.look(0, 9)
  await source.settled()
  expect([source.row(0)?.id, server.asked[0]?.after]).toEqual(['r0', undefined])
  expect(source.length).toBe(400)
})

test('a range is read whole, also what is not kept', async () => {
  const source = await opened(Server.of(400))
  let steps = 0
  const rows = await source.rows(5, 333, () => steps++)
  expect([rows.length, rows[0]?.id, rows.at(-1)?.id]).toEqual([329, 'r5', 'r333'])
  expect(steps).toBeGreaterThan(3)
  expect((await source.rows(390, 500)).map((row) => row.id)).toHaveLength(10)
})

test('rows are found, changed and taken out by id', async () => {
  const source = await opened(Server.of(60))
  source.patchLocal('r3', { title: 'new' })
  expect([source.indexOf('r3'), source.get('r3')?.title, source.indexOf('r50')]).toEqual([3, 'new', -1])
  source.replace({ ...rowOf(3), version: 4, title: 'theirs' })
  source.replace({ ...rowOf(3), version: 2, title: 'late' })
  expect(source.get('r3')?.title).toBe('theirs')
  source.remove('r3')
  expect([source.length, source.row(3)?.id, source.indexOf('r4')]).toEqual([59, 'r4', 3])
  source.insert([{ id: 'new', version: 0 }], 2)
  expect([source.length, source.row(2)?.id, source.row(3)?.id]).toEqual([60, 'new', 'r2'])
})

test('a refresh shows what others did, and keeps the cursor chain where it still meets', async () => {
  const server = Server.of(100)
  const source = await opened(server)
  source.look(30, 39)
  await source.settled()
  server.change('r32', { title: 'theirs' })
  server.rows.splice(25, 1)
  await source.refresh()
  expect(source.get('r32')?.title).toBe('theirs')
  expect([source.row(25)?.id, source.indexOf('r32')]).toEqual(['r26', 31])
  source.look(60, 69)
  await source.settled()
  const ids = Array.from({ length: source.length }, (_, i) => source.row(i)?.id).filter(Boolean)
  expect(new Set(ids).size).toBe(ids.length)
  expect([source.length, source.row(60)?.id]).toEqual([99, 'r61'])
})

test('rows that others put in are shown, and what follows still meets', async () => {
  const server = Server.of(100)
  const source = await opened(server)
  for (const top of [20, 40]) {
    source.look(top, top + 9)
    await source.settled()
  }
  source.look(0, 9)
  server.rows.splice(5, 0, { ...rowOf(4), id: 'x', no: 4.5 })
  await source.refresh()
  source.look(0, 60)
  await source.settled()
  expect([source.row(5)?.id, source.row(6)?.id, source.length]).toEqual(['x', 'r5', 101])
  const ids = Array.from({ length: 60 }, (_, i) => source.row(i)?.id)
  expect([ids[20], ids[59]]).toEqual(['r19', 'r58'])
})

test('a row not saved yet outlives a refresh and another query', async () => {
  const source = await opened(Server.of(60))
  source.insert([{ id: 'draft', version: 0 }], 4)
  await source.refresh()
  expect([source.indexOf('draft'), source.length]).toEqual([4, 61])
  await source.open({ sort: 'tag' })
  expect(source.indexOf('draft')).toBe(0)
})

test('a save that overtook the answer is not lost to it', async () => {
  const server = Server.of(60)
  let hold: (() => void) | undefined
  const source = new Source(
    async (...ask) => {
      const page = await server.fetch(...ask)
      if (hold === undefined && source.counted) await new Promise<void>((resolve) => (hold = resolve))
      return page
    },
    silent,
    sizes,
  )
  source.look(0, 9)
  await source.open({})
  source.outdate(['r1'])
  await Promise.resolve()
  await Promise.resolve()
  source.patchLocal('r1', { title: 'saved', version: 2 })
  hold?.()
  await source.settled()
  expect(source.get('r1')?.title).toBe('saved')
})

test('another query drops the answers of the one before, and keeps its rows until the new ones come', async () => {
  const server = Server.of(60)
  const source = await opened(server)
  const first = source.open({ q: 'a' })
  expect(source.row(0)?.id).toBe('r0')
  server.rows.length = 3
  const second = source.open({ q: 'b' })
  await Promise.all([first, second])
  expect(source.length).toBe(3)
})

test('a failure stops the reading until it is tried again', async () => {
  const server = Server.of(60)
  let broken = true
  const failures: unknown[] = []
  const fetch: Server['fetch'] = (...ask) =>
    broken ? Promise.reject(new Error('down')) : server.fetch(...ask)
  const source = new Source(
    fetch,
    { changed: () => undefined, failed: (error) => failures.push(error) },
    sizes,
  )
  source.look(0, 9)
  await source.open({})
  source.look(0, 9)
  expect([failures.length, source.busy, source.opened]).toEqual([1, false, false])
  broken = false
  source.retry()
  await source.settled()
  expect([source.failure, source.row(0)?.id]).toEqual([undefined, 'r0'])
})

test('when others take rows out, the count follows', async () => {
  const server = Server.of(100)
  const source = await opened(server)
  server.rows.splice(3, 2)
  source.outdate(['r3', 'r4'])
  await source.settled()
  expect([source.length, source.row(3)?.id]).toEqual([98, 'r5'])
})
