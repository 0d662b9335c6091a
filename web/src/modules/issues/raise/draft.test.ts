import { expect, test } from 'vitest'
import { bodyOf, draftOf, fromAddress } from './draft'

const row = '019dd000-0000-7000-8000-000000000001'
const company = '019dd000-0000-7000-8000-000000000002'

test('the address says where one came from, and nothing else', () => {
  expect(fromAddress({ row, kind: 'defect', system: 'x', test: row })).toEqual({ row, kind: 'defect' })
  expect(fromAddress({ row: "1' or 1=1", kind: 'snag' })).toEqual({})
})

test('a failed row is the issue of its company; anything else begins as an observation', () => {
  const failed = { company, system: null, discipline: null, status: 'failed' } as const
  expect(draftOf({ row }, failed)).toMatchObject({ kind: 'issue', severity: 'major', company })
  expect(draftOf({}, undefined)).toMatchObject({ kind: 'observation', severity: 'minor', company: null })
  expect(draftOf({ kind: 'defect' }, failed).kind).toBe('defect')
})

test('what is empty is not sent', () => {
  const draft = { ...draftOf({}, undefined), title: 'Støj', company }
  expect(bodyOf(draft, { id: row, row }, [])).toEqual({
    id: row,
    kind: 'observation',
    title: 'Støj',
    severity: 'minor',
    company,
    row,
  })
  expect(bodyOf(draft, { id: row }, ['photo']).photos).toEqual(['photo'])
})
