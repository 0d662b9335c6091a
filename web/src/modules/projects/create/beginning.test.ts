import { expect, test } from 'vitest'
import { countOf, kindName, listsOf, withNeeded } from './beginning'

const coded = (code: string) => ({ code, name_da: code, name_en: '' })

test('phases and milestones are told apart, and all are chosen', () => {
  const lists = listsOf(
    [
      { ...coded('UDF'), milestone: false },
      { ...coded('M1'), milestone: true },
    ],
    [coded('VE')],
    [],
  )
  expect(
    Object.fromEntries(Object.entries(lists).map(([name, all]) => [name, all.map((one) => one.code)])),
  ).toEqual({ phases: ['UDF'], milestones: ['M1'], disciplines: ['VE'], methods: [] })
  expect(lists.phases[0]?.on).toBe(true)
})

test('rows bring along what they belong to, if it is offered', () => {
  const offered = ['locations', 'systems', 'requirements', 'rows']
  expect(withNeeded(['views'], 'rows', offered)).toEqual([
    'views',
    'rows',
    'systems',
    'locations',
    'requirements',
  ])
  expect(withNeeded([], 'systems', ['systems'])).toEqual(['systems'])
})

test('a kind is counted by what people count', () => {
  expect(countOf('systems', { systems: 4, components: 90, types: 3 })).toBe(4)
  expect(countOf('lists', { disciplines: 14, phases: 11 })).toBe(14)
  expect(countOf('views', {})).toBe(0)
  expect(kindName('invented')).toBe('invented')
})
