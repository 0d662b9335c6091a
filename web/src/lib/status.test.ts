import { expect, test } from 'vitest'
import { doneShare, looks, statusColour, statuses } from './status'

test('progress is the weight passed or approved, of all that applies', () => {
  expect(doneShare({ passed: 2, passed_with_remarks: 1, approved: 1, failed: 4, not_applicable: 100 })).toBe(
    0.5,
  )
  expect(doneShare({ not_started: 3 })).toBe(0)
  expect(doneShare({ not_applicable: 3 })).toBeUndefined()
  expect(doneShare({})).toBeUndefined()
})

test('no two statuses share a letter', () => {
  expect(new Set(statuses.map((status) => looks[status].letter)).size).toBe(9)
})

test('a status has its token', () => {
  expect(statusColour('passed_with_remarks', 'bg')).toBe('var(--status-passed-with-remarks-bg)')
})
