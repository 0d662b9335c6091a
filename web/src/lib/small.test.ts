import { expect, test } from 'vitest'
import { initials } from './initials'
import { named, speak } from './locale'
import { safeNext } from './next'
import { isOwn, roleName } from './roles'
import { uuid } from './uuid'

test('a UUID is of version 7, and a later one sorts later', () => {
  const [first, second] = [uuid(1_700_000_000_000), uuid(1_700_000_000_001)]
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(first.slice(0, 13)).toBe('018bcfe5-6800')
  expect(second > first).toBe(true)
})

test.each([
  ['/projects/1/rows?q=a', '/projects/1/rows?q=a'],
  ['//elsewhere.example', '/projects'],
  ['/\\elsewhere.example', '/projects'],
  ['https://elsewhere.example', '/projects'],
  [undefined, '/projects'],
])('after signing in, %s leads to %s', (next, want) => {
  expect(safeNext(next)).toBe(want)
})

test('initials are of the first and last word', () => {
  expect(initials('Ane Holm Sørensen')).toBe('AS')
  expect(initials('øyvind')).toBe('Ø')
  expect(initials(' ')).toBe('')
})

test('a name is in the language spoken, or else in the other', () => {
  expect(named({ name_da: 'Varme', name_en: 'Heating' })).toBe('Varme')
  speak('en')
  expect(named({ name_da: 'Varme', name_en: 'Heating' })).toBe('Heating')
  expect(named({ name_da: 'Varme', name_en: '' })).toBe('Varme')
  speak('da')
})

test('a company\u2019s own preset is called by its name, also where it is the word for one of the product\u2019s', () => {
  expect(roleName('own:Fagleder')).toBe('Fagleder')
  expect(roleName('own:reader')).toBe('reader')
  expect(roleName('reader')).not.toBe('reader')
  expect([isOwn('own:Fagleder'), isOwn('reader')]).toEqual([true, false])
})
