import { expect, test } from 'vitest'
import { earlier, fromInput, later, share, toInput } from './moments'

test('a moment goes through its field and back', () => {
  expect(fromInput(toInput('2026-04-20T10:42:07.000Z'))).toBe('2026-04-20T10:42:07.000Z')
  expect(fromInput('')).toBeUndefined()
  expect(fromInput('2026-04-20')).toBeUndefined()
  expect(toInput('never')).toBe('')
})

test('marks are told apart as precisely as the server tells them', () => {
  const marks = [
    { at: '2026-04-20T10:00:00Z' },
    { at: '2026-04-20T10:00:00.000001Z' },
    { at: '2026-04-20T11:00:00.5Z' },
  ]
  expect(earlier(marks, '2026-04-20T10:00:00.000001Z')).toBe('2026-04-20T10:00:00Z')
  expect(later(marks, '2026-04-20T10:00:00Z')).toBe('2026-04-20T10:00:00.000001Z')
  expect(earlier(marks, '2026-04-20T10:00:00Z')).toBeUndefined()
  expect(later(marks, '2026-04-20T11:00:00.5Z')).toBeUndefined()
})

test('a moment lies between two others', () => {
  expect(share('2026-04-20T06:00:00Z', '2026-04-20T00:00:00Z', '2026-04-21T00:00:00Z')).toBe(0.25)
  expect(share('2027-01-01T00:00:00Z', '2026-04-20T00:00:00Z', '2026-04-21T00:00:00Z')).toBe(1)
  expect(share('2026-04-20T00:00:00Z', '2026-04-20T00:00:00Z', '2026-04-20T00:00:00Z')).toBe(1)
})
