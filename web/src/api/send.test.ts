import { afterEach, expect, test, vi } from 'vitest'
import { ask, whenUnconfirmed } from './send'

const refusal = () =>
  new Response(JSON.stringify({ type: '/problems/denied/confirm', title: 'Confirm', status: 403 }), {
    status: 403,
  })

afterEach(() => {
  vi.unstubAllGlobals()
  whenUnconfirmed(async () => false)
})

test('what takes confirming is sent once more when it was confirmed', async () => {
  const fetched = vi
    .fn()
    .mockImplementationOnce(async () => refusal())
    .mockImplementation(async () => new Response('{}'))
  vi.stubGlobal('fetch', fetched)
  const confirmed = vi.fn(async () => true)
  whenUnconfirmed(confirmed)
  expect((await ask('POST', '/api/me/tokens', { body: { name: 'x' } })).status).toBe(200)
  expect(confirmed).toHaveBeenCalledTimes(1)
  expect(fetched).toHaveBeenCalledTimes(2)
  expect(fetched.mock.calls[1]?.[1].body).toBe('{"name":"x"}')
})

test('what was not confirmed is a problem, and nothing is asked twice', async () => {
  vi.stubGlobal('fetch', async () => refusal())
  whenUnconfirmed(async () => false)
  await expect(ask('POST', '/api/me/tokens')).rejects.toMatchObject({ kind: 'denied', reason: 'confirm' })
  const confirmed = vi.fn(async () => true)
  whenUnconfirmed(confirmed)
  await expect(ask('POST', '/api/me/tokens')).rejects.toMatchObject({ reason: 'confirm' })
  expect(confirmed).toHaveBeenCalledTimes(1)
})
