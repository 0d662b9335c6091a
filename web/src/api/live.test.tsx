import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Change, useChanges, useLive } from './live'

/** FakeStream is a stream of changes that the test holds the other end of. */
class FakeStream extends EventTarget {
  static CLOSED = 2
  static all: FakeStream[] = []
  readyState = 1
  constructor(readonly address: string) {
    super()
    FakeStream.all.push(this)
  }
  close() {
    this.readyState = 2
  }
  say(name: string, tables: Record<string, string[]> = {}) {
    const data = JSON.stringify({ entry: 'e1', tables })
    act(() => void this.dispatchEvent(new MessageEvent(name, { data })))
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', FakeStream)
  FakeStream.all = []
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const follows = { 'registers.progress': ['registers.rows'] }

function Line() {
  return <p>{useLive('p1', follows)}</p>
}

/** watch draws a page that listens, and tells which reads have been marked as old. */
function watch() {
  const cache = new QueryClient()
  const read = ['registers.row', 'registers.progress', 'registers.type']
  for (const thing of read) cache.setQueryData([thing, `${thing}.list`], {})
  const view = render(
    <QueryClientProvider client={cache}>
      <Line />
    </QueryClientProvider>,
  )
  const old = () => read.filter((thing) => cache.getQueryState([thing, `${thing}.list`])?.isInvalidated)
  return { view, old, stream: () => FakeStream.all.at(-1) as FakeStream }
}

test('what a change is about is read again, once for many changes', () => {
  const { old, stream } = watch()
  expect(stream().address).toBe('/api/projects/p1/live')
  stream().say('open')
  expect(screen.getByText('open')).toBeTruthy()
  stream().say('change', { 'registers.rows': ['r1'] })
  stream().say('change', { 'registers.rows': ['r2'] })
  expect(old()).toEqual([])
  act(() => void vi.advanceTimersByTime(300))
  expect(old()).toEqual(['registers.row', 'registers.progress'])
})

test('after a break everything is read again', () => {
  const { old, stream } = watch()
  stream().say('open')
  stream().say('error')
  expect(screen.getByText('lost')).toBeTruthy()
  stream().say('open')
  expect(old()).toEqual(['registers.row', 'registers.progress', 'registers.type'])
})

test('a stream that was refused is asked for again, and none is left open behind', () => {
  const { view, stream } = watch()
  stream().close()
  stream().say('error')
  act(() => void vi.advanceTimersByTime(5000))
  expect(FakeStream.all.length).toBe(2)
  view.unmount()
  expect(FakeStream.all.map(({ readyState }) => readyState)).toEqual([2, 2])
  act(() => void vi.advanceTimersByTime(60_000))
  expect(FakeStream.all.length).toBe(2)
})

test('who looks at a table is told which rows changed, and nothing in particular where that is not known', () => {
  const told: (Change | undefined)[] = []
  function Watcher() {
    useChanges((change) => told.push(change))
    return null
  }
  const { stream, old } = watch()
  const view = render(<Watcher />)
  stream().say('change', { 'registers.rows': ['r1'] })
  expect(told).toEqual([{ entry: 'e1', tables: { 'registers.rows': ['r1'] } }])
  expect(old()).toEqual([])
  stream().say('change')
  expect(told[1]).toBeUndefined()
  expect(old()).toEqual(['registers.row', 'registers.progress', 'registers.type'])
  view.unmount()
  stream().say('change', { 'registers.rows': ['r2'] })
  expect(told.length).toBe(2)
})
