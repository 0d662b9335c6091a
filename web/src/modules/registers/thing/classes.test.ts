import { afterEach, expect, test } from 'vitest'
import { speak } from '~/lib/locale'
import { Classes, choicesOf } from './classes'

const ventilation = {
  scheme: 'BIM7AA',
  code: '572',
  name_da: 'Anlæg',
  name_en: 'Plants',
  sfb: '',
  ccs: 'HF',
  ifc: 'IfcUnitaryEquipment',
}

afterEach(() => speak('da'))

test('a class is offered by its code, with what it is', () => {
  expect(choicesOf([ventilation], '')).toEqual([
    { value: '572', label: '572', hint: 'Anlæg · IfcUnitaryEquipment' },
  ])
  speak('en')
  expect(choicesOf([ventilation], '572')[0]?.hint).toBe('Plants · IfcUnitaryEquipment')
})

test('a code of another classification may be written', async () => {
  expect(choicesOf([ventilation], ' HF01 ').map(({ value }) => value)).toEqual(['572', 'HF01'])
  const classes = new Classes('p')
  expect(classes.label('HF01')).toBe('HF01')
  expect(await classes.match(['572 ', '', 'HF01'])).toEqual(
    new Map([
      ['572 ', '572'],
      ['HF01', 'HF01'],
    ]),
  )
})
