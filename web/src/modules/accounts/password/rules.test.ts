import { expect, test } from 'vitest'
import { passwordRules, passwordWrong } from './rules'

const own = { email: 'ane.holm@demo.example', name: 'Ane Holm Sørensen' }
const met = (password: string) => passwordRules(password, own).map((rule) => rule.met)

test.each([
  ['', [false, false, false, false, false]],
  ['abc', [false, true, false, false, true]],
  ['Abcdefg1', [true, true, true, true, true]],
  ['ÆØÅæøå12', [true, true, true, true, true]],
  ['Sørensen2026', [true, true, true, true, false]],
  ['xANE.HOLM1a', [true, true, true, true, false]],
])('%s', (password, want) => {
  expect(met(password)).toEqual(want)
})

test('a password that breaks a rule is wrong', () => {
  expect(passwordWrong('Abcdefg1', own)).toEqual({})
  expect(Object.keys(passwordWrong('abcdefg1', own))).toEqual(['password'])
})
