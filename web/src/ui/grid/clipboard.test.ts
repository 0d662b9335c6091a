import { expect, test } from 'vitest'
import { fromClipboard, tile, toClipboard } from './clipboard'

test('cells are read as Excel writes them', () => {
  expect(fromClipboard('a\tb\r\nc\td\r\n')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
  expect(fromClipboard('a\nb')).toEqual([['a'], ['b']])
  expect(fromClipboard('a\rb\r')).toEqual([['a'], ['b']])
  expect(fromClipboard('')).toEqual([['']])
  expect(fromClipboard('a\t\r\n\tb')).toEqual([
    ['a', ''],
    ['', 'b'],
  ])
  expect(fromClipboard('a\r\n\r\n')).toEqual([['a'], ['']])
})

test('a text in quotes holds line breaks, tabs and doubled quotes', () => {
  expect(fromClipboard('"two\r\nlines"\tx')).toEqual([['two\nlines', 'x']])
  expect(fromClipboard('"a ""b"" c"\r\n"t\tab"')).toEqual([['a "b" c'], ['t\tab']])
  expect(fromClipboard('""\tx')).toEqual([['', 'x']])
})

test('a quote that is only a sign stays one', () => {
  expect(fromClipboard('3/4" pipe\t"')).toEqual([['3/4" pipe', '"']])
  expect(fromClipboard('"open\tb\nc')).toEqual([['"open', 'b'], ['c']])
  expect(fromClipboard('"a" b\tc')).toEqual([['"a" b', 'c']])
})

test('whatever is copied comes back the same', () => {
  const block = [
    ['plain', '3" pipe', '"quoted"'],
    ['two\nlines', 'tab\there', ''],
    ['æøå', ' spaced ', 'a "b"\nc'],
  ]
  expect(fromClipboard(toClipboard(block))).toEqual(block)
})

test('a block that goes up in the selection is repeated, any other is put down once', () => {
  expect(tile([['x']], 2, 3)).toEqual([
    ['x', 'x', 'x'],
    ['x', 'x', 'x'],
  ])
  expect(tile([['a'], ['b']], 4, 1)).toEqual([['a'], ['b'], ['a'], ['b']])
  expect(tile([['a'], ['b'], ['c']], 4, 1)).toEqual([['a'], ['b'], ['c']])
  expect(tile([['a', 'b']], 1, 1)).toEqual([['a', 'b']])
})
