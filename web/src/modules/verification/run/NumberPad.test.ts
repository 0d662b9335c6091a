import { expect, test } from 'vitest'
import { typed } from './NumberPad'

test.each([
  ['', '5', '5'],
  ['0', '5', '5'],
  ['12', ',', '12,'],
  ['', ',', '0,'],
  ['1,2', ',', '1,2'],
  ['1,2', '±', '-1,2'],
  ['-1,2', '±', '1,2'],
  ['1,2', '⌫', '1,'],
  ['', '⌫', ''],
])('“%s” and %s give “%s”', (text, key, want) => {
  expect(typed(text, key)).toBe(want)
})
