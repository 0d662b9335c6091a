import { expect, test } from 'vitest'
import { whyNoTest } from './may'

const row = { status: 'ready', person: null, company: 'nordluft', created_by: 'soeren' } as const
const tina = {
  rights: ['tests.view', 'tests.create', 'tests.edit_own'],
  administrator: false,
  person: 'tina',
  company: 'nordluft',
}

test('one tests the rows of oneself and of one’s company', () => {
  expect(whyNoTest(row, tina)).toBeUndefined()
  expect(whyNoTest({ ...row, company: 'other', person: 'tina' }, tina)).toBeUndefined()
  expect(whyNoTest({ ...row, company: 'other' }, tina)).toMatch(/ansvarlig/)
  expect(whyNoTest({ ...row, company: null }, { ...tina, company: undefined } as never)).toMatch(/ansvarlig/)
  expect(
    whyNoTest({ ...row, company: 'other' }, { ...tina, rights: ['tests.create', 'tests.edit_all'] }),
  ).toBeUndefined()
})

test('a row that is locked, or a right that is missing, says so', () => {
  expect(whyNoTest({ ...row, status: 'approved' }, tina)).toMatch(/låst/)
  expect(whyNoTest(row, { ...tina, rights: ['tests.view'] })).toMatch(/oprette/)
})
