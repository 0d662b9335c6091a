import { expect, test } from 'vitest'
import { nameOf } from './download'

test('a file keeps the name that the server gives it, with its letters', () => {
  expect(nameOf(`attachment; filename="R_kker.csv"; filename*=UTF-8''R%C3%A6kker-2026-04-20.csv`)).toBe(
    'Rækker-2026-04-20.csv',
  )
  expect(nameOf('')).toBe('')
})
