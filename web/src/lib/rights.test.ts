import { expect, test } from 'vitest'
import { can, whyNot } from './rights'

const reader = { rights: ['project.view', 'registers.view', 'registers.edit_own'] }

test('a right is held, or one of several is, or nothing is needed', () => {
  expect(can(reader, 'registers.view')).toBe(true)
  expect(can(reader, 'registers.edit_all')).toBe(false)
  expect(can(reader, ['registers.edit_own', 'registers.edit_all'])).toBe(true)
  expect(can(reader, ['members.create', 'members.administer'])).toBe(false)
  expect(can(reader, undefined)).toBe(true)
})

test('an administrator may do everything', () => {
  expect(can({ rights: [], administrator: true }, 'members.create')).toBe(true)
})

test('what is not allowed is said in words', () => {
  expect(whyNot(reader, 'registers.view')).toBeUndefined()
  expect(whyNot(reader, 'members.create')).toMatch(/oprette.*medlemmer/)
})
