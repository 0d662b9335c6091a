import { expect, test } from 'vitest'
import { readyFields } from '../thing/field'
import { requirement } from '../thing/fields/lists'
import { location } from '../thing/fields/plant'
import { row } from '../thing/fields/row'
import { chosen, examples, guessed, headerChoices, missing, unused } from './mapping'

const sheet = {
  name: 'Ark1',
  rows: 9,
  header_row: 2,
  headers: ['Nr', 'Titel'],
  samples: [
    ['Kode', 'Titel', 'Titel'],
    ['K-1', 'CO2', ''],
    ['K-2', 'SEL', 'x'],
  ],
}

test('headers may stand in the row that was found or in one after it', () => {
  const choices = headerChoices(sheet)
  expect(choices.map(({ row: at }) => at)).toEqual([2, 3, 4])
  expect(choices[1]).toEqual({
    row: 3,
    headers: ['Kode', 'Titel', 'Titel (C)'],
    samples: sheet.samples.slice(1),
  })
})

test('fields are found by their own name and by what they are called in either language', () => {
  const fields = readyFields(requirement, 'da')
  expect(guessed(fields, ['code', 'TITEL', 'Acceptance criterion', 'Limit value', 'Noget andet'])).toEqual({
    code: 'code',
    title_da: 'TITEL',
    criterion_da: 'Acceptance criterion',
    target: 'Limit value',
  })
})

test('a header is used once', () => {
  const mapping = guessed(readyFields(row, 'da'), ['Status', 'status'])
  expect(Object.values(mapping)).toHaveLength(1)
})

test('what the server needs must be chosen, and a title in one language at least', () => {
  expect(missing(readyFields(requirement, 'da'), {})).toEqual(['code'])
  expect(missing(readyFields(location, 'da'), { code: 'Rum' })).toEqual([])
  expect(missing(readyFields(row, 'da'), {})).toEqual(['title_da'])
  expect(missing(readyFields(row, 'da'), { title_en: 'Title' })).toEqual([])
})

test('what is not chosen is not sent, and headers that nothing takes are told', () => {
  expect(chosen({ code: 'Nr', name: '' })).toEqual({ code: 'Nr' })
  expect(unused(['Nr', '', 'Titel'], { code: 'Nr' })).toEqual(['Titel'])
})

test('a few different values stand beside a header', () => {
  const header = {
    row: 1,
    headers: ['a', 'b'],
    samples: [
      ['1', 'x'],
      ['1', ''],
      ['2', 'y'],
      ['3', 'z'],
      ['4', ''],
    ],
  }
  expect(examples(header, 'a')).toEqual(['1', '2', '3'])
  expect(examples(header, 'b')).toEqual(['x', 'y', 'z'])
  expect(examples(header, undefined)).toEqual([])
})
