import { expect, test } from 'vitest'
import { csv, csvCell } from './csv'

test.each(['=1+1', '+C=VE01', '-SUM(A1)', '@x', '\tx', '=HYPERLINK("http://x")'])(
  '%j is not carried out as a formula',
  (text) => {
    expect(csvCell(text, 'da').replace(/^"/, '').startsWith("'")).toBe(true)
  },
)

test.each(['-1,5', '+45', '-1.000,25', '12'])('the number %s stays a number', (text) => {
  expect(csvCell(text, 'en').replaceAll('"', '')).toBe(text)
})

test('marks, quotes and new lines stay inside their cell', () => {
  expect(csvCell('a;b', 'da')).toBe('"a;b"')
  expect(csvCell('a"b', 'da')).toBe('"a""b"')
  expect(csvCell('a\nb', 'da')).toBe('"a\nb"')
  expect(csvCell(' a', 'da')).toBe('" a"')
})

test('numbers have the decimal mark of the language, and nothing is an empty cell', () => {
  expect([
    csvCell(1.5, 'da'),
    csvCell(1.5, 'en'),
    csvCell(-2, 'da'),
    csvCell(null, 'da'),
    csvCell(undefined, 'da'),
  ]).toEqual(['1,5', '1.5', '-2', '', ''])
})

test('a table has the mark that the language’s spreadsheets divide by', () => {
  expect(
    csv(
      [
        ['a', 1],
        ['b', 2],
      ],
      'da',
    ),
  ).toBe('\ufeffa;1\r\nb;2\r\n')
  expect(csv([['a', 1]], 'en')).toBe('\ufeffa,1\r\n')
})
