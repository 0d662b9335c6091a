import { expect, test } from 'vitest'
import { gridOf } from './grids'
import { fieldsOf } from './images'

test('of a row that stood, only what says something is told', () => {
  const image = { id: 'a', version: 2, tag: 'VE01', note: '', position: 3, br18: false, own: {}, weight: 1 }
  expect(fieldsOf(image)).toEqual([
    { field: 'tag', before: null, after: 'VE01' },
    { field: 'weight', before: null, after: 1 },
  ])
  expect(fieldsOf({ own: { c0123456789: 'R32', c9876543210: '' } })).toEqual([
    { field: 'own.c0123456789', before: null, after: 'R32' },
  ])
  expect(fieldsOf(undefined)).toEqual([])
})

test('a register has a grid of its own, another table has not', () => {
  expect(gridOf('registers.systems')).toBe('systems')
  expect(gridOf('issues.entries')).toBeUndefined()
})
