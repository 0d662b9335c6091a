import { expect, test } from 'vitest'
import { changedIn } from './changed'

test('only what differs is changed', () => {
  const before = { title: 'A', cause: '', due_on: null as string | null }
  expect(changedIn(before, { ...before })).toEqual({})
  expect(changedIn(before, { title: 'A', cause: 'x', due_on: '2026-04-20' })).toEqual({
    cause: 'x',
    due_on: '2026-04-20',
  })
  expect(changedIn({ ...before, due_on: '2026-04-20' }, before)).toEqual({ due_on: null })
})
