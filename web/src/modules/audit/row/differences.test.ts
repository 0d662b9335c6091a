import { expect, test } from 'vitest'
import { differences } from './differences'

test('only what a restore would change is told, and machinery is not', () => {
  const now = {
    id: 'a',
    version: 3,
    status: 'failed',
    measured: 1982,
    note: 'x',
    extra: { a: 1 },
    position: 1,
  }
  const then = {
    id: 'a',
    version: 1,
    status: 'ready',
    measured: null,
    note: 'x',
    extra: { a: 1 },
    gone: 5,
    position: 2,
  }
  expect(differences(now, then)).toEqual([
    { field: 'measured', before: 1982, after: null },
    { field: 'status', before: 'failed', after: 'ready' },
  ])
  expect(differences(now, now)).toEqual([])
})
