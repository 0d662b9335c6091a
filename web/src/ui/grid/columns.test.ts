import { expect, test } from 'vitest'
import { type Column, choiceOf, readyColumns } from './columns'
import { columns, rowOf, words } from './fixture'
import { matching } from './listbox'
import { sortedBy, turned } from './sort'

const ready = (key: string, locale: 'da' | 'en' = 'da') => {
  const found = readyColumns(columns, locale, words).find((column) => column.key === key)
  if (!found) throw new Error(key)
  return found
}

test('each type shows and reads its values', () => {
  const row = rowOf(1)
  expect(ready('target').format(1234.5, row)).toBe('1.234,5')
  expect(ready('target', 'en').parse('1,234.5 m³/h')).toEqual({ value: 1234.5 })
  expect(ready('target').parse('x')).toEqual({ error: 'x is no number' })
  expect(ready('planned').parse('20-04-2026')).toEqual({ value: '2026-04-20' })
  expect(ready('br18').parse('ye')).toEqual({ value: true })
  expect(ready('br18').parse('0')).toEqual({ value: false })
  expect(ready('br18').parse('maybe')).toEqual({ error: 'maybe is neither' })
  expect(ready('title').parse('  ')).toEqual({ value: null })
  expect(ready('tag').parse('')).toEqual({ error: 'required' })
  expect([ready('target').align, ready('title').align]).toEqual(['end', 'start'])
})

test('a choice is read by its word, its value, its letter and its aliases', () => {
  const status = ready('status')
  expect(status.parse('passed')).toEqual({ value: 'passed' })
  expect(status.parse('PASSED WITH REMARKS')).toEqual({ value: 'passed_with_remarks' })
  expect(status.parse('B')).toEqual({ value: 'passed' })
  expect(status.parse('b')).toEqual({ value: 'passed_with_remarks' })
  expect(status.parse('lost')).toEqual({ error: 'lost is no choice' })
  expect(status.format('ready', rowOf(0))).toBe('Ready')
  expect(choiceOf(status, 'ready')?.letter).toBe('K')
  const system: Column = {
    key: 's',
    label: 'S',
    width: 1,
    type: 'reference',
    choices: [
      { value: '1', label: '360.01 Air', aliases: ['360.01'] },
      { value: '2', label: 'Same' },
      { value: '3', label: 'same' },
    ],
  }
  const [own] = readyColumns([system], 'da', words)
  expect(own?.parse('360.01')).toEqual({ value: '1' })
  expect(own?.parse('Same')).toEqual({ error: 'Same is several' })
})

test('frozen columns come first', () => {
  const [a, b] = [
    { ...columns[1], frozen: false },
    { ...columns[2], frozen: true },
  ] as Column[]
  expect(readyColumns([a, b] as Column[], 'da', words).map(({ key }) => key)).toEqual(['target', 'title'])
})

test('typing finds the likeliest choice first', () => {
  const labels = ['Elevator', 'Low voltage', 'El', 'Panel'].map((label) => ({ value: label, label }))
  expect(matching(labels, 'el').map(({ label }) => label)).toEqual(['El', 'Elevator', 'Panel'])
  const { choices } = ready('status')
  expect(matching(Array.isArray(choices) ? choices : [], 'b')[0]?.value).toBe('passed_with_remarks')
})

test('a click on a head sorts up, then down, then not; with Shift beside the others', () => {
  expect(turned('', 'a', false)).toBe('a')
  expect(turned('a', 'a', false)).toBe('-a')
  expect(turned('-a', 'a', false)).toBe('')
  expect(turned('a', 'b', false)).toBe('b')
  expect(turned('a', 'b', true)).toBe('a,b')
  expect(turned('a,b', 'a', true)).toBe('-a,b')
  expect(turned('-a,b', 'a', true)).toBe('b')
  expect(sortedBy('a,-b', 'b')).toEqual({ direction: 'descending', place: 2 })
  expect(sortedBy('b', 'b')).toEqual({ direction: 'ascending', place: 0 })
})
