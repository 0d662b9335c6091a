import { expect, test } from 'vitest'
import { isWhole, readWhole } from './whole'

test('a list is read page by page to its end', async () => {
  const pages: Record<string, object> = {
    '': { items: [1, 2], next: 'b' },
    b: { items: [3], next: 'c' },
    c: { items: [4] },
  }
  const asked: string[] = []
  const all = await readWhole(async (after = '') => {
    asked.push(after)
    return pages[after]
  })
  expect(all).toEqual({ items: [1, 2, 3, 4] })
  expect(asked).toEqual(['', 'b', 'c'])
})

test('a cursor that leads nowhere further ends it', async () => {
  let asked = 0
  const all = await readWhole(async () => ({ items: [++asked], next: 'a' }))
  expect(all).toEqual({ items: [1, 2] })
})

test('only lists of names are read whole', () => {
  expect(isWhole('accounts.person.list')).toBe(true)
  expect(isWhole('registers.row.list')).toBe(false)
})
