import { expect, test } from 'vitest'
import type { Answer } from '~/api/call'
import { factors, whyKept } from './kept'

const security = (more: object) =>
  ({ password: true, passkeys: [], codes_left: 10, ...more }) as Answer<'accounts.security.read'>
const passkey = { id: '1', name: 'Phone', made_at: '2026-04-20T09:00:00Z' }

test('the last second factor stays where the company demands one', () => {
  const app = { authenticator_at: '2026-04-20T09:00:00Z' }
  expect(whyKept(security({ ...app, demanded_by: 'Nordluft' }))).toContain('Nordluft')
  expect(whyKept(security({ passkeys: [passkey], demanded_by: 'Nordluft' }))).toContain('Nordluft')
  expect(whyKept(security({ ...app, passkeys: [passkey], demanded_by: 'Nordluft' }))).toBeUndefined()
  expect(whyKept(security(app))).toBeUndefined()
  expect(factors(security({ ...app, passkeys: [passkey, { ...passkey, id: '2' }] }))).toBe(3)
})
