import { expect, test } from 'vitest'
import { newsOf, Own } from './news'

const line = (id: string, version = 2) => ({ id, version })
const here = (id: string) => id === 'a' || id === 'b'

test('rows that are here are put in their places, and those that are gone are taken out', () => {
  expect(newsOf(['a', 'b'], [line('a')], here)).toEqual({ put: [line('a')], gone: ['b'], more: false })
})

test('a row that is not here may have come into the list', () => {
  expect(newsOf(['a', 'n'], [line('a'), line('n', 1)], here)).toMatchObject({ gone: [], more: true })
})

test('a row that one may not see, or that was never here, is no news', () => {
  expect(newsOf(['x'], [], here)).toEqual({ put: [], gone: [], more: false })
})

test('what one did oneself is no news', () => {
  const own = new Own()
  own.add('e1')
  expect([own.has({ entry: 'e1', tables: {} }), own.has({ entry: 'e2', tables: {} })]).toEqual([true, false])
})
