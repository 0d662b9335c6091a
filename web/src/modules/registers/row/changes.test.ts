import { expect, test } from 'vitest'
import { changesOf } from './changes'

const fields = [{ key: 'note' }, { key: 'target' }, { key: 'company' }, { key: 'no', fixed: true as const }]

test('only what differs is sent', () => {
  expect(changesOf({ note: 'a', target: 1 }, { note: 'a', target: 2 }, fields)).toEqual({ target: 2 })
})

test('nothing is nothing, however it is written', () => {
  expect(
    changesOf({ note: '', target: null }, { note: undefined, target: undefined, company: '' }, fields),
  ).toEqual({})
  expect(changesOf({ note: 'a' }, { note: '  ' }, fields)).toEqual({ note: '' })
  expect(changesOf({ company: 'x' }, { company: null }, fields)).toEqual({ company: null })
})

test('blanks around a text are no change, and what the server sets is not sent', () => {
  expect(changesOf({ note: 'a', no: 1 }, { note: ' a ', no: 2 }, fields)).toEqual({})
})
