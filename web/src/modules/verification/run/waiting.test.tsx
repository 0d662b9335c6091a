import { afterEach, expect, test } from 'vitest'
import { type Kept, keep, readKept, waitingWith } from './waiting'

afterEach(() => localStorage.clear())

const body = (said: string) => ({ said, value: null, note: '' })
const now = new Date('2026-04-20T08:42:00Z')

test('answers are kept until the server has them', () => {
  const kept: Kept = {
    answers: { s: waitingWith(undefined, body('yes'), 0, now) },
    shots: [],
    files: [],
    strokes: {},
  }
  keep('r', kept)
  expect(readKept('r')).toEqual(kept)
  expect(readKept('other')).toEqual({ answers: {}, shots: [], files: [], strokes: {} })
  keep('r', { answers: {}, shots: [], files: [], strokes: {} })
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

test('files wait beside the answers, also on a device that kept a test before there were any', () => {
  const kept: Kept = { answers: {}, shots: [], files: [{ id: 'f', name: 'Rapport.pdf' }], strokes: {} }
  keep('r', kept)
  expect(readKept('r').files).toEqual([{ id: 'f', name: 'Rapport.pdf' }])
  localStorage.setItem('cxweb.run.r', '{"answers":{},"shots":[{"id":"p","step":"s"}]}')
  expect(readKept('r')).toEqual({ answers: {}, shots: [{ id: 'p', step: 's' }], files: [], strokes: {} })
})
