import { expect, test } from 'vitest'
import { asProblem, fieldOf, isStale, onlyFor, Problem, problemOf } from './problem'

const answer = (status: number, body: string) => ({ status, text: async () => body })

test('a pointer names a field', () => {
  expect(fieldOf('#/title')).toBe('title')
  expect(fieldOf('#/phases/0/name_da')).toBe('phases/0/name_da')
  expect(fieldOf('/a~1b/~0c')).toBe('a/b/~c')
})

test('a problem keeps its kind, reference and the fields that others changed', async () => {
  const problem = await problemOf(
    answer(
      412,
      JSON.stringify({
        type: '/problems/stale',
        title: 'Ændret af en anden',
        status: 412,
        reference: 'r1',
        fields: [{ field: 'name', base: 'a', theirs: 'b', yours: 'c' }],
      }),
    ),
  )
  expect(isStale(problem)).toBe(true)
  expect(problem.reference).toBe('r1')
  expect(problem.fields).toEqual([{ field: 'name', base: 'a', theirs: 'b', yours: 'c' }])
})

test('a longer type is of the kind it begins with', async () => {
  expect(new Problem({ type: '/problems/conflict/closed' }).kind).toBe('conflict')
})

test.each([
  [502, 'unavailable'],
  [413, 'too-large'],
  [418, 'internal'],
])('a proxy that answers %s with a page is still a problem: %s', async (status, kind) => {
  expect((await problemOf(answer(status, '<html>'))).kind).toBe(kind)
})

test('anything thrown can be shown', () => {
  expect(asProblem(new Error('x is undefined')).message).not.toContain('undefined')
})

test('a problem can be divided by field', () => {
  const problem = new Problem({
    type: '/problems/invalid',
    title: 'x',
    errors: [
      { pointer: '#/budget', detail: 'a' },
      { pointer: '#/name', detail: 'b' },
    ],
  })
  expect([...(onlyFor(problem, (field) => field === 'name')?.errors ?? [])]).toEqual([['name', 'b']])
  expect(onlyFor(problem, () => false)).toBeNull()
  expect(onlyFor(null, () => true)).toBeNull()
})
