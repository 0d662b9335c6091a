import { expect, test } from 'vitest'
import { isOwn, mayDo } from './rights'

const line = {
  id: 'r',
  version: 1,
  created_at: '2026-04-20T08:00:00Z',
  created_by: 'ane',
  person: null,
  company: 'nordluft',
  status: 'ready',
}
const rows = { area: 'registers', thing: 'row' } as const
const access = (...rights: string[]) => ({
  person: 'tina',
  company: 'nordluft',
  rights,
  administrator: false,
})

test('a row is one’s own when one made it, or is responsible for it, or works where they are', () => {
  expect(isOwn(line, { person: 'ane' })).toBe(true)
  expect(isOwn({ ...line, person: 'bo' }, { person: 'bo' })).toBe(true)
  expect(isOwn(line, { person: 'tina', company: 'nordluft' })).toBe(true)
  expect(isOwn(line, { person: 'tina', company: 'fjordby' })).toBe(false)
  expect(isOwn({ ...line, company: null }, { person: 'tina' })).toBe(false)
})

test('a row that is only begun here is one’s own', () => {
  expect(isOwn({ id: 'new', version: 0 }, { person: 'tina' })).toBe(true)
})

test('who may change their own rows cannot change others’', () => {
  const may = mayDo(rows, access('registers.edit_own', 'registers.create'))
  expect([may.create, may.change, may.all]).toEqual([true, true, false])
  expect(may.whyNot(line, { key: 'note' })).toBeUndefined()
  expect(may.whyNot({ ...line, company: 'fjordby' }, { key: 'note' })).toMatch(/en andens/)
})

test('a reader changes nothing, and creating needs the right to change as well', () => {
  const may = mayDo(rows, access('registers.view', 'registers.create'))
  expect([may.create, may.change]).toEqual([false, false])
  expect(may.whyNot(line, { key: 'note' })).toMatch(/rolle/)
})

test('requirements have rights of their own', () => {
  expect(mayDo({ area: 'requirements', thing: 'requirement' }, access('registers.edit_all')).change).toBe(
    false,
  )
})

test('an approved row is closed, but for its status to whoever may approve', () => {
  const approved = { ...line, status: 'approved' }
  expect(mayDo(rows, access('registers.edit_all')).whyNot(approved, { key: 'status' })).toMatch(/låst/)
  const approver = mayDo(rows, access('registers.edit_all', 'tests.approve'))
  expect(approver.whyNot(approved, { key: 'status' })).toBeUndefined()
  expect(approver.whyNot(approved, { key: 'note' })).toMatch(/låst/)
})

test('an approved requirement is changed by a proposal, one that a phase has locked not at all', () => {
  const may = mayDo({ area: 'requirements', thing: 'requirement' }, access('requirements.edit_all'))
  const proposed = { ...line, state: 'proposed' }
  expect(may.whyNot(proposed, { key: 'target' })).toBeUndefined()
  expect(may.whyNot({ ...proposed, state: 'approved' }, { key: 'target' })).toMatch(/Foreslå/)
  expect(may.whyNot({ ...proposed, state: 'approved' }, { key: '' })).toMatch(/Foreslå/)
  expect(may.whyNot({ ...proposed, state: 'approved' }, { key: 'discipline' })).toBeUndefined()
  expect(may.whyNot({ ...proposed, state: 'approved', locked_in: 'p' }, { key: 'code' })).toMatch(/låst/)
})

test('what the server sets is closed to all', () => {
  expect(mayDo(rows, { ...access(), administrator: true }).whyNot(line, { key: 'no', fixed: true })).toMatch(
    /af sig selv/,
  )
})

test('a link to a document is closed to whoever may not see documents', () => {
  const field = { key: 'own.c1', to: 'document' as const }
  const blind = mayDo(rows, access('registers.view', 'registers.create', 'registers.edit_all'))
  expect(blind.whyNot(line, field)).toMatch(/dokumenter/)
  expect(blind.whyNot(line, { key: 'note' })).toBeUndefined()
  const seeing = mayDo(rows, access('registers.edit_all', 'documents.view'))
  expect(seeing.whyNot(line, field)).toBeUndefined()
})
