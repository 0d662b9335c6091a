import { afterEach, expect, test, vi } from 'vitest'
import { speak } from '~/lib/locale'
import { addressOf, call } from './call'
import { Problem } from './problem'
import { whenSignedOut } from './send'

afterEach(() => {
  vi.unstubAllGlobals()
  speak('da')
})

/** answers makes the next request get the given answer, and tells what was asked. */
function answers(status: number, body: unknown) {
  const asked = vi.fn(
    async (_address: string, _request: RequestInit) =>
      new Response(body === undefined ? null : JSON.stringify(body), { status }),
  )
  vi.stubGlobal('fetch', asked)
  return () => {
    const [address, request] = asked.mock.calls[0] ?? []
    return { address, ...request, headers: (request?.headers ?? {}) as Record<string, string> }
  }
}

test('an address has its path filled in and its query written out', () => {
  expect(
    addressOf('registers.row.list', {
      path: { project: 'a/b' },
      query: {
        limit: 50,
        filter: [{ field: 'status', op: 'in', value: ['failed'] }],
        after: undefined,
        q: '',
      },
    }),
  ).toEqual([
    'GET',
    '/api/projects/a%2Fb/rows?limit=50&filter=%5B%7B%22field%22%3A%22status%22%2C%22op%22%3A%22in%22%2C%22value%22%3A%5B%22failed%22%5D%7D%5D',
  ])
  expect(() => addressOf('projects.project.read', {})).toThrow('projects.project.read needs project')
})

test('a read carries the language and no key; what comes is the answer', async () => {
  speak('en')
  const asked = answers(200, { items: [] })
  expect(await call('projects.project.list')).toEqual({ items: [] })
  expect(asked().method).toBe('GET')
  expect(asked().headers['Accept-Language']).toBe('en')
  expect(asked().headers['Idempotency-Key']).toBeUndefined()
})

test('a write carries its body and a key of its own, unless one is given', async () => {
  const asked = answers(204, undefined)
  const answer = await call('accounts.password.forgot', { body: { email: 'a@b.dk' } })
  expect(answer).toBeUndefined()
  expect(asked().body).toBe('{"email":"a@b.dk"}')
  expect(asked().headers['Content-Type']).toBe('application/json')
  expect(asked().headers['Idempotency-Key']).toMatch(/^[0-9a-f-]{36}$/)
  const again = answers(204, undefined)
  await call('accounts.password.forgot', {
    body: { email: 'a@b.dk' },
    headers: { 'Idempotency-Key': 'mine' },
  })
  expect(again().headers['Idempotency-Key']).toBe('mine')
})

test('a refusal is a problem, with what is wrong with each field', async () => {
  answers(422, {
    type: '/problems/invalid',
    title: 'Noget kan ikke bruges',
    status: 422,
    errors: [{ pointer: '#/email', detail: 'er ikke en adresse' }],
  })
  const problem = await call('accounts.password.forgot', { body: { email: 'x' } }).catch(
    (error: unknown) => error,
  )
  expect(problem).toBeInstanceOf(Problem)
  expect((problem as Problem).kind).toBe('invalid')
  expect((problem as Problem).errors.get('email')).toBe('er ikke en adresse')
})

test('a session that has ended is told of', async () => {
  const told = vi.fn()
  whenSignedOut(told)
  answers(401, { type: '/problems/signed-out', title: 'Du er ikke logget ind', status: 401 })
  await expect(call('accounts.me.read')).rejects.toMatchObject({ kind: 'signed-out' })
  expect(told).toHaveBeenCalledOnce()
  whenSignedOut(() => {})
})

test('no answer at all is a problem too, but a request given up is not', async () => {
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('no route')))
  await expect(call('accounts.me.read')).rejects.toMatchObject({ kind: 'unreachable' })
  const given = new AbortController()
  given.abort()
  await expect(call('accounts.me.read', { signal: given.signal })).rejects.toThrow('no route')
})
