import { afterEach, expect, test } from 'vitest'
import { type Kept, keep, readKept, waitingWith } from './waiting'

afterEach(() => localStorage.clear())

const body = (said: string) => ({ said, value: null, note: '' })
const now = new Date('2026-04-20T08:42:00Z')

test('answers are kept until the server has them', () => {
  const kept: Kept = { answers: { s: waitingWith(undefined, body('yes'), 0, now) }, shots: [], strokes: {} }
  keep('r', kept)
  expect(readKept('r')).toEqual(kept)
  expect(readKept('other')).toEqual({ answers: {}, shots: [], strokes: {} })
  keep('r', { answers: {}, shots: [], strokes: {} })
  expect(localStorage.getItem('cxweb.run.r')).toBeNull()
})

test('what cannot be read is begun again', () => {
  localStorage.setItem('cxweb.run.r', '{"answers":')
  expect(readKept('r').answers).toEqual({})
})

test('an answer stands on the version that was seen when it was first given', () => {
  const first = waitingWith(undefined, body('yes'), 2, now)
  const second = waitingWith(first, body('no'), 3, now)
  expect([second.base, second.key === first.key]).toEqual([2, false])
  expect(waitingWith(second, body('no'), 4, new Date())).toBe(second)
})
