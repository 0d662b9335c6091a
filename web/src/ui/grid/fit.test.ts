import { expect, test } from 'vitest'
import { fits } from './fit'

test('a text is let go uncut only where it is sure to fit', () => {
  expect(fits('', 0)).toBe(true)
  expect(fits('20-04-2026', 7)).toBe(true)
  expect(fits('20-04-2026', 6)).toBe(false)
  expect(fits('MMMM', 4)).toBe(false)
  expect(fits('iiii', 3)).toBe(true)
  expect(fits('漢字', 2)).toBe(false)
  expect(fits('x'.repeat(100_000), 20)).toBe(false)
})
