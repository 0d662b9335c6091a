import { afterEach, expect, test } from 'vitest'
import openapi from '~/api/openapi.json'
import { speak } from '~/lib/locale'
import { actions, actionWords, offered } from './actions'

afterEach(() => speak('da'))

// What is asked for by POST and yet changes nothing.
const reads = ['accounts.invitation.read', 'accounts.company.begin']

const changing = Object.values(openapi.paths as Record<string, Record<string, { operationId?: string }>>)
  .flatMap((path) => Object.entries(path))
  .flatMap(([method, { operationId }]) => (method === 'get' || !operationId ? [] : [operationId]))
  .filter((id) => !reads.includes(id))

test.each(['da', 'en'] as const)('every action that changes something has words in %s', (language) => {
  speak(language)
  expect(changing.length).toBeGreaterThan(50)
  expect(changing.filter((id) => actionWords(id) === id)).toEqual([])
  expect(new Set(Object.values(actions).map((say) => say())).size).toBeGreaterThan(40)
})

test('the words are of the thing', () => {
  expect(actionWords('registers.row.change')).toBe('rettede en registerrække')
  speak('en')
  expect(actionWords('registers.system.delete')).toBe('deleted a system')
  expect(actionWords('somewhere.new.thing')).toBe('somewhere.new.thing')
})

test('one looks for what leaves something in a project’s history', () => {
  expect(offered).toContain('verification.test.record')
  expect(offered).toContain('accounts.invitation.accept')
  expect(offered).not.toContain('accounts.session.open')
})
