import { expect, test } from 'vitest'
import { readyColumns } from './columns'
import { allowed, Server, storeOn, words } from './fixture'
import { clear, copyAll, copyShown, fillDown, fillOn, paste } from './operations'
import type { Store } from './store'

const asking = { mayAdd: async () => true, reading: () => undefined }

function columnOf(store: Store, key: string) {
  const column = store.columns.find((one) => one.key === key)
  if (!column) throw new Error(key)
  return column
}

function write(store: Store, id: string, key: string, value: string | number | null): void {
  const row = store.source.get(id)
  if (!row) throw new Error(id)
  store.write([{ row, column: columnOf(store, key), value }])
}

function look(store: Store, id: string, key: string) {
  const row = store.source.get(id)
  if (!row) throw new Error(id)
  return store.look(row, columnOf(store, key))
}

test('a cell shows what was written at once, marked until it is saved', async () => {
  const server = Server.of(30)
  const store = await storeOn(server)
  write(store, 'r1', 'title', 'New')
  expect(look(store, 'r1', 'title')).toMatchObject({ text: 'New', mark: 'saving' })
  await store.saver.idle()
  expect(look(store, 'r1', 'title')).toMatchObject({ text: 'New', mark: 'none' })
  expect(server.batches).toEqual([[{ id: 'r1', base: 1, set: { title: 'New' } }]])
  expect(store.source.get('r1')?.version).toBe(2)
})

test('an emptied cell is empty', async () => {
  const store = await storeOn(Server.of(3))
  write(store, 'r1', 'title', null)
  const row = store.source.get('r1')
  expect([look(store, 'r1', 'title').text, row && store.value(row, columnOf(store, 'title'))]).toEqual([
    '',
    null,
  ])
})

test('a remark stands beside a value and is neither copied nor kept', async () => {
  const store = await storeOn(Server.of(3))
  columnOf(store, 'title').remark = (value) => (value === 'late' ? 'gone by' : '')
  write(store, 'r1', 'title', 'late')
  expect(look(store, 'r1', 'title')).toMatchObject({ text: 'late', remark: 'gone by', value: 'late' })
  expect(look(store, 'r2', 'title').remark).toBeUndefined()
  const left = store.columns.findIndex(({ key }) => key === 'title')
  expect(copyShown(store, { top: 1, bottom: 1, left, right: left })).toEqual([['late']])
})

test('a cell written again while it is being saved is saved after, on top of the new version', async () => {
  const server = Server.of(30)
  const store = await storeOn(server)
  write(store, 'r1', 'title', 'one')
  await Promise.resolve()
  await Promise.resolve()
  write(store, 'r1', 'title', 'two')
  write(store, 'r1', 'target', 9)
  await store.saver.idle()
  expect(server.rows[1]).toMatchObject({ title: 'two', target: 9 })
  expect(server.batches.map((batch) => batch.map(({ base }) => base))).toEqual([[1], [2]])
  expect(look(store, 'r1', 'title')).toMatchObject({ text: 'two', mark: 'none' })
})

test('a refused field is marked with its reason, and its row is saved without it', async () => {
  const server = Server.of(30)
  server.refuses = (key, value) => (key === 'target' && Number(value) > 100 ? 'too much' : undefined)
  const store = await storeOn(server)
  const row = store.source.get('r1')
  if (!row) throw new Error()
  store.write([
    { row, column: columnOf(store, 'target'), value: 500 },
    { row, column: columnOf(store, 'title'), value: 'Good' },
  ])
  await store.saver.idle()
  expect(server.rows[1]).toMatchObject({ title: 'Good', target: 0.1 })
  expect(look(store, 'r1', 'target')).toMatchObject({ text: '500', mark: 'problem', reason: 'too much' })
  expect(store.edits.counts).toEqual({ saving: 0, problems: 1, drafts: 0 })
  server.refuses = () => undefined
  store.retry('r1', 'target')
  await store.saver.idle()
  expect([server.rows[1]?.target, store.edits.counts.problems]).toEqual([500, 0])
})

test('when no answer comes everything is kept and can be sent again', async () => {
  const server = Server.of(30)
  const store = await storeOn(server)
  const { save } = server
  let down = true
  server.save = save
  Object.assign(store.saver, {
    save: (changes: never) => (down ? Promise.reject(new Error('offline')) : save(changes)),
  })
  write(store, 'r1', 'title', 'Kept')
  await store.saver.idle()
  expect(look(store, 'r1', 'title')).toMatchObject({
    text: 'Kept',
    mark: 'problem',
    reason: 'failed: offline',
  })
  down = false
  store.retryAll()
  await store.saver.idle()
  expect(server.rows[1]?.title).toBe('Kept')
})

test('what others changed meanwhile stands beside what is written, field by field', async () => {
  const server = Server.of(30)
  const store = await storeOn(server)
  server.change('r1', { title: 'Theirs' })
  server.change('r2', { title: 'Theirs' })
  for (const id of ['r1', 'r2']) {
    const row = store.source.get(id)
    if (row) {
      store.write([
        { row, column: columnOf(store, 'title'), value: 'Mine' },
        { row, column: columnOf(store, 'target'), value: 7 },
      ])
    }
  }
  await store.saver.idle()
  expect(server.rows[1]).toMatchObject({ title: 'Theirs', target: 7 })
  expect(store.edits.get('r1', 'title')).toMatchObject({ state: 'stale', value: 'Mine', theirs: 'Theirs' })
  store.keepYours('r1', 'title')
  store.discard('r2', 'title')
  await store.saver.idle()
  expect([server.rows[1]?.title, server.rows[2]?.title]).toEqual(['Mine', 'Theirs'])
  expect([look(store, 'r2', 'title').text, store.edits.counts.problems]).toEqual(['Theirs', 0])
})

test('a change by others while one types is not overwritten unseen', async () => {
  const server = Server.of(30)
  const store = await storeOn(server)
  const begun = store.source.get('r1')
  server.change('r1', { title: 'Theirs' })
  store.source.replace({ ...(server.rows[1] ?? begun ?? { id: '', version: 0 }) })
  if (begun) store.write([{ row: begun, column: columnOf(store, 'title'), value: 'Mine' }])
  await store.saver.idle()
  expect(server.rows[1]?.title).toBe('Theirs')
  expect(store.edits.get('r1', 'title')?.state).toBe('stale')
})

test('undo writes back what stood, except what others changed since', async () => {
  const server = Server.of(30)
  const store = await storeOn(server)
  const rows = store.source.here(0, 2)
  store.write(rows.map((row) => ({ row, column: columnOf(store, 'title'), value: 'New' })))
  await store.saver.idle()
  store.source.patchLocal('r1', { title: 'Theirs', version: 3 })
  expect(await store.undo()).toEqual({ done: 2, left: 1 })
  await store.saver.idle()
  expect(server.rows.slice(0, 3).map((row) => row.title)).toEqual(['Title 0', 'New', 'Title 2'])
  expect(await store.redo()).toEqual({ done: 2, left: 0 })
  await store.saver.idle()
  expect(server.rows[2]?.title).toBe('New')
  expect(await store.redo()).toBeUndefined()
})

test('a paste is read by each column, saves what is good and marks what is not, as one step', async () => {
  const server = Server.of(300)
  const store = await storeOn(server)
  const block = Array.from({ length: 250 }, (_, i) => [
    `Pasted ${i}`,
    i === 3 ? 'abc' : `${i},5`,
    '20.4.26',
    'B',
    'x',
    '9',
  ])
  const done = await paste(store, { top: 10, bottom: 10, left: 1, right: 1 }, block, asking)
  expect(done).toMatchObject({ skipped: 250, box: { top: 10, bottom: 259, left: 1, right: 6 } })
  await store.saver.idle()
  expect(server.batches.map((batch) => batch.length)).toEqual([250])
  expect(server.rows[13]).toMatchObject({
    title: 'Pasted 3',
    target: 1.3,
    status: 'passed',
    br18: true,
    no: 13,
  })
  expect(server.rows[259]).toMatchObject({ title: 'Pasted 249', target: 249.5, planned: '2026-04-20' })
  expect(look(store, 'r13', 'target')).toMatchObject({
    text: 'abc',
    mark: 'problem',
    reason: 'abc is no number',
  })
  await store.undo()
  await store.saver.idle()
  expect(server.rows[259]).toMatchObject({ title: 'Title 259', target: 25.9, planned: '2026-04-20' })
  expect(look(store, 'r13', 'target')).toMatchObject({ text: '1,3', mark: 'none' })
  expect(store.steps.canUndo).toBe(false)
})

test('a pasted text that is found on the server may mean one choice, none, or several', async () => {
  const store = await storeOn(Server.of(10))
  const choices = {
    search: async () => [],
    label: (id: string) => id,
    match: async () =>
      new Map([
        ['one', 'id'],
        ['both', null],
      ]),
  }
  store.columns = readyColumns(
    [{ key: 'title', label: 'T', width: 9, type: 'reference', choices }],
    'da',
    words,
  )
  await paste(store, { top: 0, bottom: 0, left: 0, right: 0 }, [['one'], [' both '], ['none']], asking)
  expect(look(store, 'r0', 'title')).toMatchObject({ text: 'id', value: 'id' })
  expect(look(store, 'r1', 'title')).toMatchObject({ mark: 'problem', reason: 'both is several' })
  expect(look(store, 'r2', 'title')).toMatchObject({ mark: 'problem', reason: 'none is no choice' })
})

test('a paste past the last row adds rows if that is wanted', async () => {
  const server = Server.of(5)
  const store = await storeOn(server)
  const block = [
    ['T-a', 'A'],
    ['T-b', 'B'],
    ['T-c', 'C'],
  ]
  await paste(store, { top: 4, bottom: 4, left: 0, right: 0 }, block, asking)
  await store.saver.idle()
  expect(server.rows.map((row) => row.tag).slice(4)).toEqual(['T-a', 'T-b', 'T-c'])
  expect(store.source.length).toBe(7)
  await store.undo()
  await store.saver.idle()
  expect([server.rows.length, server.rows[4]?.tag]).toEqual([5, 'T-4'])
  const refused = await paste(store, { top: 4, bottom: 4, left: 0, right: 0 }, block, {
    ...asking,
    mayAdd: async () => false,
  })
  expect([refused.box.bottom, server.rows.length]).toEqual([4, 5])
})

test('copying gives what is shown, also of rows that must be read first', async () => {
  const store = await storeOn(Server.of(600))
  expect(copyShown(store, { top: 0, bottom: 1, left: 2, right: 4 })).toEqual([
    ['0', '20-04-2026', 'Ready'],
    ['0,1', '20-04-2026', 'Passed'],
  ])
  expect(copyShown(store, { top: 0, bottom: 500, left: 0, right: 0 })).toBeUndefined()
  expect(await copyAll(store, { top: 0, bottom: 500, left: 0, right: 0 }, asking)).toHaveLength(501)
})

test('filling down copies, filling on counts on, emptying leaves what must be filled', async () => {
  const server = Server.of(10)
  const store = await storeOn(server)
  await fillDown(store, { top: 0, bottom: 2, left: 1, right: 1 }, asking)
  await fillOn(store, { top: 0, bottom: 0, left: 0, right: 0 }, 3, asking)
  const emptied = await clear(store, { top: 5, bottom: 5, left: 0, right: 2 }, asking)
  await store.saver.idle()
  expect(server.rows.slice(0, 4).map((row) => row.title)).toEqual([
    'Title 0',
    'Title 0',
    'Title 0',
    'Title 3',
  ])
  expect(server.rows.slice(0, 4).map((row) => row.tag)).toEqual(['T-0', 'T-1', 'T-2', 'T-3'])
  expect([server.rows[5]?.tag, server.rows[5]?.title, server.rows[5]?.target, emptied.skipped]).toEqual([
    'T-5',
    null,
    null,
    1,
  ])
})

test('a new row is held until one is through with it, and says what it lacks', async () => {
  const server = Server.of(5)
  const store = await storeOn(server)
  store.addRows([{ id: 'n1', version: 0 }], 2, true)
  write(store, 'n1', 'title', 'Fan')
  await store.saver.idle()
  expect(server.batches).toEqual([])
  store.finish('n1')
  await store.saver.idle()
  expect([look(store, 'n1', 'tag').reason, server.batches.length]).toEqual(['required', 0])
  write(store, 'n1', 'tag', 'T-9')
  store.finish('n1')
  await store.saver.idle()
  expect(server.batches).toEqual([[{ id: 'n1', create: true, set: { title: 'Fan', tag: 'T-9' } }]])
  expect([store.source.get('n1')?.version, store.edits.isDraft('n1')]).toEqual([1, false])
})

test('a new row that stays empty is let go of', async () => {
  const store = await storeOn(Server.of(5))
  store.addRows([{ id: 'n1', version: 0 }], 2, true)
  store.finish('n1')
  expect([store.source.length, store.source.indexOf('n1')]).toEqual([5, -1])
})

test('rows are removed when the server has done it, and come back by its history entry', async () => {
  const server = Server.of(5)
  const store = await storeOn(server)
  await store.removeRows(store.source.here(1, 2))
  expect([store.source.length, store.edits.isLeaving('r1')]).toEqual([5, true])
  await store.saver.idle()
  expect([store.source.length, server.rows.length]).toEqual([3, 3])
  expect(await store.undo()).toEqual({ done: 2, left: 0 })
  expect([server.rows.length, store.source.indexOf('r1')]).toEqual([5, 1])
})

test('a batch holds as much as the server takes at once', async () => {
  const server = Server.of(12_000)
  const store = await storeOn(server)
  const rows = await store.source.rows(0, 11_999)
  store.write(rows.map((row) => ({ row, column: columnOf(store, 'title'), value: 'All' })))
  await store.saver.idle()
  expect(server.batches.map((batch) => batch.length)).toEqual([10_000, 2_000])
})

test('nothing is written where the reader has no right to', async () => {
  const server = Server.of(5)
  const store = await storeOn(server)
  store.rights = { ...allowed, canEdit: (row) => row.id !== 'r1' }
  const done = await fillDown(store, { top: 0, bottom: 2, left: 1, right: 1 }, asking)
  await store.saver.idle()
  expect([done.written, done.skipped, server.rows[1]?.title]).toEqual([1, 1, 'Title 1'])
  expect(look(store, 'r1', 'title').locked).toBe(true)
})
