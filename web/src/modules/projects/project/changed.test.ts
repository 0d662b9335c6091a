import { expect, test } from 'vitest'
import { changed, settled } from './changed'
import { untilHandover } from './progress'

test('only what differs is sent', () => {
  expect(changed({ name: 'a', budget: 1 as number | null }, { name: 'b', budget: 1 })).toEqual({ name: 'b' })
  expect(changed({ budget: 1 as number | null }, { budget: null })).toEqual({ budget: null })
})

test('what is to stand as somebody else wrote it is left out', () => {
  const stale = [{ field: 'name' }, { field: 'client' }]
  expect(settled({ name: 'a', client: 'b', budget: 3 }, stale, { name: 'theirs' })).toEqual({
    client: 'b',
    budget: 3,
  })
})

test('a handover is told of when it is near', () => {
  expect(untilHandover('2026-04-25', '2026-04-20')).toContain('5')
  expect(untilHandover('2026-04-20', '2026-04-20')).toBe('Aflevering i dag')
  expect(untilHandover('2026-04-19', '2026-04-20')).toBe('Afleveringsdatoen er passeret')
  expect(untilHandover('2027-04-20', '2026-04-20')).toBeUndefined()
  expect(untilHandover(null, '2026-04-20')).toBeUndefined()
})
