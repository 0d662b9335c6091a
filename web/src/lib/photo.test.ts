import { expect, test } from 'vitest'
import { fitted } from './photo'

test.each([
  [4032, 3024, 2048, 1536],
  [3024, 4032, 1536, 2048],
  [2048, 100, 2048, 100],
  [800, 600, 800, 600],
  [100_000, 10, 2048, 1],
])('%d × %d becomes %d × %d', (width, height, wide, high) => {
  expect(fitted(width, height, 2048)).toEqual({ width: wide, height: high })
})
