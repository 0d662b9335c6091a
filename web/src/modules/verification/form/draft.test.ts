import { beforeEach, expect, test, vi } from 'vitest'
import { bodyOf, type Draft, forgetDraft, keepDraft, newDraft, readDraft, sendingOf, wrongIn } from './draft'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
})

const limit = { comparison: 'le', target: 1500, tolerance: null, unit: 'J/m³', target_text: '' } as const
const judged = { ...limit, comparison: 'text', target: null } as const
const draft = (part: Partial<Draft>): Draft => ({ ...newDraft('Tina Mørk'), ...part })
const stroke = { points: [] } as unknown as Draft['strokes'][number]

test.each([
  [{}, ['result']],
  [{ result: 'passed' }, ['measured']],
  [{ result: 'passed', measured: '1.420,5' }, []],
  [{ result: 'passed', measured: '1982' }, ['result']],
  [{ result: 'passed', measured: 'høj' }, ['measured']],
  [{ result: 'failed', measured: '1982' }, ['note']],
  [{ result: 'failed', note: ' ' }, ['note']],
  [{ result: 'failed', note: 'For højt' }, []],
  [{ result: 'not_applicable', note: 'Udgået' }, []],
  [{ result: 'passed_with_remarks', measured: '1600', note: 'Aftalt' }, []],
  [{ result: 'in_progress' }, ['note']],
  [{ result: 'passed', measured: '1', strokes: [stroke], name: '' }, ['signed_name']],
] as [Partial<Draft>, string[]][])('of %o, %j is to be corrected', (part, want) => {
  expect(Object.keys(wrongIn(draft(part), limit))).toEqual(want)
})

test('what people judge needs no number', () => {
  expect(wrongIn(draft({ result: 'passed' }), judged)).toEqual({})
})

test('a body holds only what was written', () => {
  expect(
    bodyOf(draft({ id: 'a', result: 'passed', measured: '1.420,5', observed: 'gammel' }), limit),
  ).toEqual({
    id: 'a',
    result: 'passed',
    measured: 1420.5,
  })
  const full = draft({
    id: 'b',
    result: 'failed',
    observed: ' Utæt ',
    note: ' Se foto ',
    photos: [{ id: '1', file: 'f1' }, { id: '2' }],
    signature: 's',
  })
  expect(bodyOf(full, judged)).toEqual({
    id: 'b',
    result: 'failed',
    measured_text: 'Utæt',
    note: 'Se foto',
    photos: ['f1'],
    signature: 's',
    signed_name: 'Tina Mørk',
  })
})

test('a draft is kept on the device until it is forgotten', () => {
  const begun = draft({ note: 'Halvvejs' })
  keepDraft('row', begun)
  expect(readDraft('row', '')).toEqual(begun)
  forgetDraft('row')
  expect(readDraft('row', 'Ane').note).toBe('')
  keepDraft('row', newDraft())
  expect(kept.size).toBe(0)
  kept.set('cxweb.test.row', '{broken')
  expect(readDraft('row', 'Ane').name).toBe('Ane')
})

test('the same text is sent again as the same, another as another', () => {
  const first = sendingOf(draft({}), 'a', new Date('2026-04-20T08:00:00Z'))
  const again = sendingOf(draft({ sent: first }), 'a', new Date('2026-04-20T09:00:00Z'))
  expect(again).toEqual(first)
  expect(sendingOf(draft({ sent: first }), 'b', new Date('2026-04-20T09:00:00Z')).key).not.toBe(first.key)
})
