import { expect, test } from 'vitest'
import { clockOffset, heard } from './clock'

test('the offset is what the last dated answer showed', () => {
  expect(clockOffset()).toBeUndefined()
  const there = Date.parse('2026-04-20T10:42:00Z')
  heard('Mon, 20 Apr 2026 10:42:00 GMT', there + 90_500)
  expect(clockOffset()).toBe(90_000)
  heard(null, there)
  heard('yesterday', there)
  expect(clockOffset()).toBe(90_000)
  heard('Mon, 20 Apr 2026 10:42:00 GMT', there - 1500)
  expect(clockOffset()).toBe(-2000)
})
