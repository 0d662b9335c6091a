import { expect, test } from 'vitest'
import { isLong, wordDiff } from './wordDiff'

const told = (before: string, after: string) =>
  wordDiff(before, after)
    .map(({ words, in: where }) => ({ both: words, before: `[-${words}]`, after: `[+${words}]` })[where])
    .join('')

test.each([
  ['en to tre', 'en to tre', 'en to tre'],
  ['en to tre', 'en fire tre', 'en [-to ][+fire ]tre'],
  ['en tre', 'en to tre', 'en [+to ]tre'],
  ['en to tre', 'en tre', 'en [-to ]tre'],
  ['', 'ny', '[+ny]'],
  ['a b c d', 'b x d', '[-a ]b [-c ][+x ]d'],
])('%j and %j', (before, after, want) => {
  expect(told(before, after)).toBe(want)
})

test('texts of thousands of words are compared in bounded time', () => {
  const long = Array.from({ length: 3000 }, (_, at) => `a${at} `).join('')
  const other = Array.from({ length: 3000 }, (_, at) => `b${at} `).join('')
  expect(wordDiff(long, other)).toHaveLength(2)
})

test('short values stand side by side', () => {
  expect(isLong('VAV', 'CAV')).toBe(false)
  expect(isLong('a'.repeat(60), 'b'.repeat(60))).toBe(true)
  expect(isLong('a'.repeat(90), 3)).toBe(false)
})
