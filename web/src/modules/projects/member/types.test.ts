import { expect, test } from 'vitest'
import {
  type Member,
  movedTo,
  noCompany,
  offered,
  type Role,
  type Terms,
  termsChanged,
  termsOf,
  turned,
  withGiven,
} from './types'

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
  own: false,
  mine: false,
  version: 0,
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

test('rights given by a company\u2019s own preset stand among the presets as they were given', () => {
  const lead = { role: 'own:Fagleder', rights: ['tests.approve'], disciplines: null, own_company: false }
  const own = {
    ...role('9f', ['tests.view']),
    name_da: 'Fagleder',
    name_en: 'Fagleder',
    own: true,
    mine: true,
  }
  const all = withGiven([...roles, own], lead)
  expect(withGiven(roles, { ...lead, role: 'editor' })).toBe(roles)
  const before = termsOf(lead as unknown as Member, all)
  expect(before.rights).toBeNull()
  expect(offered(all, 'Rådgiver & Ko').map(({ items }) => items.map(({ value }) => value))).toEqual([
    ['own:Fagleder'],
    ['reader', 'editor'],
    ['9f'],
  ])
  expect(offered(roles, '').length).toBe(1)
  // The preset has changed since: choosing it again gives what it gives now.
  expect(termsChanged(before, { ...before, role: '9f' }, all)).toEqual({ role: '9f' })
  expect(termsChanged(before, { ...before, own_company: true }, all)).toEqual({ own_company: true })
})

test('a member moves to the company that is written, which may be new or none', () => {
  const companies = [{ id: 'n', name: 'Nordluft' }]
  const to = (written: string) => movedTo({ company_name: 'Rådgiver & Ko' }, written, companies, 'new')
  expect(to(' rådgiver & ko ')).toBeUndefined()
  expect(to('nordluft')).toBe('n')
  expect(to('Sydluft')).toBe('new')
  expect(to(' ')).toBe(noCompany)
})
