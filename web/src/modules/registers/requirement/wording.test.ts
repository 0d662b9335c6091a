import { expect, test } from 'vitest'
import { readyFields } from '../thing/field'
import { requirement } from '../thing/fields/lists'
import { differencesOf } from './wording'

const fields = readyFields(requirement, 'da')
const first = {
  code: 'K-045',
  title_da: 'Blower door',
  criterion_da: 'q50 ≤ 1,0',
  target: 1,
  tolerance: null,
}

test('two wordings differ by what they say, and not by who approved them', () => {
  const second = {
    ...first,
    code: 'K-45',
    criterion_da: 'q50 ≤ 0,7',
    target: 0.7,
    approved_on: '2026-04-20',
    edition: 2,
  }
  expect(differencesOf(first, second, fields).map(({ field }) => field.key)).toEqual([
    'criterion_da',
    'target',
  ])
  expect(differencesOf(first, second, fields)[1]).toMatchObject({ before: 1, after: 0.7 })
})

test('nothing written and nothing there are the same', () => {
  expect(differencesOf(first, { ...first, tolerance: undefined, unit: '' }, fields)).toEqual([])
})
