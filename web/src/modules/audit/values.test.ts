import { expect, test } from 'vitest'
import { isId, leadsTo } from './refers'
import { showValue, unitOf } from './values'
import { fieldName } from './words/fields'

const id = '01a200ae-d059-721e-9571-5125d41df376'
const names = (asked: string) => (asked === id ? '+C=VE01' : undefined)

test.each([
  ['system', id, '+C=VE01'],
  ['system', id.replace('0', '9'), 'ukendt (…1df376)'],
  ['status', 'failed', 'Ikke bestået'],
  ['measured', 1982.5, '1.982,5'],
  ['planned_on', '2026-04-20', '20-04-2026'],
  ['br18', true, 'ja'],
  ['note', '', 'tomt'],
  ['company', null, 'tomt'],
  ['extra', {}, 'tomt'],
  ['extra', { COBie: 'ja' }, 'COBie: ja'],
  ['comparison', 'le', '≤'],
  ['rights', ['tests.view', 'tests.create'], 'Test: se, Test: oprette'],
  ['disciplines', [id], '+C=VE01'],
  ['state', 'approved', 'godkendt'],
  ['title_da', 'Tæthed', 'Tæthed'],
])('%s %j is written %s', (field, value, want) => {
  expect(showValue(field, value, names)).toBe(want)
})

test.each([
  ['registers.rows', 'system', 'system'],
  ['registers.systems', 'parent', 'system'],
  ['registers.locations', 'parent', 'location'],
  ['registers.components', 'type', 'type'],
  ['registers.systems', 'type', undefined],
  ['verification.tests', 'row', 'row'],
  ['registers.rows', 'phase', undefined],
])('in %s, %s leads to %s', (table, field, want) => {
  expect(leadsTo(table, field)).toBe(want)
})

test('an id is told from words', () => {
  expect(isId(id)).toBe(true)
  expect(isId('VE01')).toBe(false)
  expect(isId(5)).toBe(false)
})

test('a number is told with its unit', () => {
  expect(unitOf('target', 'J/m³')).toBe('J/m³')
  expect(unitOf('area_m2', 'Pa')).toBe('m²')
  expect(unitOf('weight', 'Pa')).toBe('')
  expect(showValue('target', 1.5, () => undefined, 'J/m³')).toMatch(/^1.5 J\/m³$/)
})

test('an own column is called by its name, or else by what it is', () => {
  const called = (key: string) => (key === 'c0123456789' ? 'Kølemiddel (slettet)' : undefined)
  expect(fieldName('own.c0123456789', called)).toBe('Kølemiddel (slettet)')
  expect(fieldName('own.c9876543210', called)).toBe(fieldName('own'))
  expect(showValue('own', { c0123456789: 'R32' }, called)).toBe('Kølemiddel (slettet): R32')
})
