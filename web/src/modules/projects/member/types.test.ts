import { expect, test } from 'vitest'
import { type Member, type Role, type Terms, termsChanged, termsOf, turned } from './types'

const role = (code: string, rights: string[]): Role => ({
  code,
  rights,
  name_da: code,
  name_en: code,
  about_da: '',
  about_en: '',
  own_company: false,
  narrowed: false,
  ends: false,
})
const roles = [role('reader', ['registers.view']), role('editor', ['registers.view', 'registers.edit_all'])]
const terms = (part: Partial<Terms> = {}): Terms => ({
  role: 'reader',
  rights: null,
  disciplines: [],
  own_company: false,
  ends_on: null,
  ...part,
})

test('rights that are the role\u2019s are not the member\u2019s own', () => {
  const member = {
    role: 'editor',
    rights: ['registers.edit_all', 'registers.view'],
    disciplines: null,
    own_company: true,
  }
  expect(termsOf(member as unknown as Member, roles)).toEqual(terms({ role: 'editor', own_company: true }))
  expect(termsOf({ ...member, rights: ['registers.view'] } as unknown as Member, roles).rights).toEqual([
    'registers.view',
  ])
})

test('only what changed is sent', () => {
  expect(termsChanged(terms(), terms(), roles)).toEqual({})
  expect(termsChanged(terms(), terms({ role: 'editor' }), roles)).toEqual({ role: 'editor' })
  expect(termsChanged(terms(), terms({ disciplines: ['d1'] }), roles)).toEqual({ disciplines: ['d1'] })
  expect(termsChanged(terms({ disciplines: ['d1'] }), terms(), roles)).toEqual({ disciplines: null })
  expect(termsChanged(terms(), terms({ ends_on: '2026-05-01' }), roles)).toEqual({ ends_on: '2026-05-01' })
  expect(termsChanged(terms({ ends_on: '2026-05-01' }), terms(), roles)).toEqual({ ends_on: null })
  expect(termsChanged(terms(), terms({ rights: ['tests.view'] }), roles)).toEqual({ rights: ['tests.view'] })
})

test('going back to the role\u2019s rights sends them', () => {
  expect(termsChanged(terms({ rights: ['tests.view'] }), terms(), roles)).toEqual({
    rights: ['registers.view'],
  })
  expect(termsChanged(terms({ rights: ['tests.view'] }), terms({ role: 'editor' }), roles)).toEqual({
    role: 'editor',
  })
})

test('doing needs seeing', () => {
  expect(turned([], 'tests.approve').sort()).toEqual(['tests.approve', 'tests.view'])
  expect(turned(['tests.view', 'tests.approve', 'log.view'], 'tests.view')).toEqual(['log.view'])
  expect(turned(['tests.view', 'tests.approve'], 'tests.approve')).toEqual(['tests.view'])
})
