import { expect, test } from 'vitest'
import { totals } from './importWords'
import { isMendable, mended, mendedCells, wrongRows } from './mend'

test('a corrected cell is kept until it is as it was', () => {
  const once = mended(new Map(), 'l1', 'Kode', 'K-1', 'K-2')
  expect(mendedCells(once)).toEqual([{ line: 'l1', column: 'Kode', value: 'K-2' }])
  expect(mendedCells(mended(once, 'l1', 'Kode', 'K-1', 'K-1'))).toEqual([])
  expect(mendedCells(mended(once, 'l2', 'Kode', '', ''))).toEqual([
    { line: 'l1', column: 'Kode', value: 'K-2' },
  ])
})

test('cells are mended under headers that are used, or that are on their COBie sheet', () => {
  const of = {
    format: 'table' as const,
    mapping: { code: 'Kode' },
    sheets: [{ name: 'Space', headers: ['Name', 'NetArea'] }] as never,
  }
  const line = { sheet: 'Space', thing: 'location' }
  expect(isMendable(of, line, 'Kode')).toBe(true)
  expect(isMendable(of, line, 'Andet')).toBe(false)
  const cobie = { ...of, format: 'cobie' as const }
  expect(isMendable(cobie, line, 'NetArea')).toBe(true)
  expect(isMendable(cobie, line, 'Kode')).toBe(false)
  expect(isMendable(cobie, { ...line, sheet: 'Floor' }, 'Name')).toBe(false)
  expect(isMendable(cobie, { ...line, thing: 'fact' }, 'Name')).toBe(false)
})

test('wrong rows keep the file’s own headers and end with the reasons', () => {
  const line = {
    id: 'l',
    sheet: 'Ark1',
    row: 5,
    thing: 'requirement',
    label: '',
    outcome: 'wrong' as const,
    cells: { Titel: 'CO2' },
    differs: {},
    wrong: [
      { column: 'Kode', value: '', reason: 'mangler' },
      { column: '', value: '', reason: 'andet' },
    ],
  }
  expect(wrongRows([line], { sheet: 'Ark', row: 'Række', reason: 'Hvorfor' })).toEqual([
    ['Titel', 'Kode', 'Ark', 'Række', 'Hvorfor'],
    ['CO2', '', 'Ark1', 5, 'Kode: mangler; andet'],
  ])
})

test('counts of all registers are summed', () => {
  const one = { new: 1, changed: 2, same: 3, wrong: 4, done: 5 }
  expect(totals({ row: one, system: one })).toEqual({ new: 2, changed: 4, same: 6, wrong: 8, done: 10 })
})
