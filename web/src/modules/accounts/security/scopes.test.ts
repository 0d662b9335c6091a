import { afterEach, expect, test } from 'vitest'
import { speak } from '~/lib/locale'
import { scopesOf, scopeWords, whole, wrongScopes } from './scopes'

afterEach(() => speak('da'))

test('what is chosen becomes scopes', () => {
  expect(scopesOf(whole)).toEqual(['*'])
  expect(scopesOf({ ...whole, reach: 'read' })).toEqual(['read'])
  const some = { reach: 'some', areas: ['registers'], writes: false } as const
  expect(scopesOf({ ...some, areas: ['registers'] })).toEqual(['registers.view', 'registers.export'])
  expect(scopesOf({ ...some, areas: ['log'], writes: true })).toContain('log.edit_all')
})

test('some areas are needed where only some are to be reached', () => {
  expect(wrongScopes(whole)).toEqual({})
  expect(Object.keys(wrongScopes({ reach: 'some', areas: [], writes: true }))).toEqual(['areas'])
})

test('scopes in words', () => {
  speak('en')
  expect(scopeWords(['*'])).toBe('Everything that you may')
  expect(scopeWords(['registers.view', 'log.export'])).toBe('Reading: Registers, Commissioning log')
  expect(scopeWords(['registers.view', 'registers.create'])).toBe('Registers')
})
