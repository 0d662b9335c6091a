import { afterEach, expect, test } from 'vitest'
import openapi from '~/api/openapi.json'
import { speak } from '~/lib/locale'
import { eventWords } from './eventWords'

afterEach(() => speak('da'))

// What is asked for by POST and yet changes nothing, and what happens on a project.
const elsewhere = [
  'accounts.invitation.read',
  'accounts.company.begin',
  'accounts.program.add',
  'accounts.program.revoke',
]

const changing = Object.values(openapi.paths as Record<string, Record<string, { operationId?: string }>>)
  .flatMap((path) => Object.entries(path))
  .flatMap(([method, { operationId = '' }]) =>
    method !== 'get' && operationId.startsWith('accounts.') ? [operationId] : [],
  )
  .filter((id) => !elsewhere.includes(id))

test.each(['da', 'en'] as const)('everything done to an account has words in %s', (language) => {
  speak(language)
  expect(changing.length).toBeGreaterThan(20)
  expect(changing.filter((id) => eventWords(id) === id)).toEqual([])
  expect(new Set(changing.map(eventWords)).size).toBe(changing.length)
})
