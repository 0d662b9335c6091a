import { expect, test } from 'vitest'
import { isAbout } from './live'
import { thingOf } from './query'

test.each([
  ['registers.row', 'registers.rows', true],
  ['registers.row', 'registers.systems', false],
  ['projects.company', 'projects.companies', true],
  ['audit.entry', 'audit.entries', true],
  ['verification.test', 'registers.tests', false],
])('%s shows %s: %s', (thing, table, want) => {
  expect(isAbout(thing, table, {})).toBe(want)
})

test('a thing that is made of other tables follows them', () => {
  const follows = { 'registers.progress': ['registers.rows'] }
  expect(isAbout('registers.progress', 'registers.rows', follows)).toBe(true)
  expect(isAbout('registers.progress', 'registers.types', follows)).toBe(false)
})

test('a thing that is about everything follows every table', () => {
  expect(isAbout('audit.version', 'registers.rows', { 'audit.version': ['*'] })).toBe(true)
})

test('an operation is about its thing', () => {
  expect(thingOf('registers.row.list')).toBe('registers.row')
})
