import { expect, test } from 'vitest'
import { begin, bodyOf, isReady, type Line, moved, newLine, stepOf, wrongLines } from './draft'

const coded = (code: string, name_da: string, name_en: string) => ({ code, name_da, name_en })
const starters = {
  kinds: [coded('school', 'Skole', 'School')],
  phases: [coded('PROJ', 'Projektering', 'Design'), coded('UDF', 'Udførelse', 'Construction')],
  milestones: [coded('M1', 'Forsyninger aktive', 'Utilities live')],
  disciplines: [coded('VE', 'Ventilation', 'Ventilation')],
  methods: [coded('FA', 'Funktionsafprøvning', 'Functional performance test')],
}
const line = (part: Partial<Line>): Line => ({ ...newLine(), ...part })

test('a draft begins with what is offered, and becomes one body', () => {
  const draft = begin(starters)
  draft.facts = { ...draft.facts, name: 'Skolen', budget: 5, starts_on: '2026-01-01' }
  const [design, construction] = draft.lists.phases
  if (!design || !construction) throw new Error('the phases are missing')
  draft.lists.phases = [
    { ...design, on: false },
    { ...construction, starts_on: '2026-02-01' },
  ]
  expect(bodyOf(draft)).toEqual({
    id: draft.id,
    name: 'Skolen',
    budget: 5,
    currency: 'DKK',
    language: 'da',
    starts_on: '2026-01-01',
    phases: [
      { ...coded('UDF', 'Udførelse', 'Construction'), milestone: false, starts_on: '2026-02-01' },
      { ...coded('M1', 'Forsyninger aktive', 'Utilities live'), milestone: true },
    ],
    disciplines: [coded('VE', 'Ventilation', 'Ventilation')],
    methods: [coded('FA', 'Funktionsafprøvning', 'Functional performance test')],
  })
})

test('what a project begins with goes along, if there is anything of it', () => {
  const draft = begin(starters)
  expect(isReady('beginning', draft)).toBe(true)
  draft.beginning = { from: 'template', kinds: [] }
  expect(isReady('beginning', draft)).toBe(false)
  draft.beginning = { from: 'template', id: 't', kinds: ['views'] }
  expect(bodyOf(draft).begin).toEqual({ template: 't', kinds: ['views'] })
  draft.beginning = { from: 'project', id: 'p', kinds: [] }
  expect(bodyOf(draft).begin).toBeUndefined()
})

test('a chosen line needs a code of its own and a name in one language', () => {
  const nameless = line({ code: 'A' })
  const codeless = line({ name_da: 'Uden kode' })
  const first = line({ code: 'VE', name_da: 'Ventilation' })
  const second = line({ code: ' VE ', name_en: 'Ventilation' })
  const left = line({ on: false })
  const early = line({ code: 'E', name_da: 'Bagvendt', starts_on: '2026-02-02', ends_on: '2026-02-01' })
  const wrong = wrongLines([nameless, codeless, first, left], [second, early])
  expect(Object.keys(wrong)).toEqual([nameless.key, codeless.key, second.key, early.key])
  expect(wrong[second.key]).toContain('VE')
})

test('a step is ready when nothing in it is known to be wrong', () => {
  const draft = begin(starters)
  expect(isReady('basics', draft)).toBe(false)
  draft.facts = { ...draft.facts, name: 'Skolen', starts_on: '2026-02-01', handover_on: '2026-01-01' }
  expect(isReady('basics', draft)).toBe(false)
  draft.facts.handover_on = '2026-02-01'
  expect(isReady('basics', draft)).toBe(true)
  expect(isReady('phases', draft)).toBe(true)
  draft.lists.milestones.push(line({ code: 'UDF', name_da: 'Samme kode' }))
  expect(isReady('phases', draft)).toBe(false)
})

test.each([
  ['begin', 'beginning'],
  ['name', 'basics'],
  ['handover_on', 'basics'],
  ['budget', 'economy'],
  ['phases/2/name_da', 'phases'],
  ['disciplines', 'disciplines'],
  ['methods/0/code', 'methods'],
])('a problem with %s leads back to %s', (field, step) => {
  expect(stepOf(field)).toBe(step)
})

test('a line moves within its list and no further', () => {
  const lines = ['a', 'b', 'c'].map((code) => line({ code }))
  const codes = (from: number, to: number) =>
    moved(lines, from, to)
      .map(({ code }) => code)
      .join('')
  expect(codes(0, 2)).toBe('bca')
  expect(codes(2, 0)).toBe('cab')
  expect(codes(0, -1)).toBe('abc')
  expect(codes(2, 3)).toBe('abc')
})
