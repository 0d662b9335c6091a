import { expect, test } from 'vitest'
import { newOption, newStep, type Step } from '../procedure/steps'
import { isMissing, judged, nothing, type Said, standing } from './judge'

const step = (kind: Step['kind'], more: Partial<Step> = {}): Step => ({ ...newStep(kind, []), ...more })
const day = '2026-04-20'

test.each<[string, Step, Partial<Said>, string]>([
  ['yes', step('yes_no'), { said: 'yes' }, 'passed'],
  ['no where no is wanted', step('yes_no', { expected: 'no' }), { said: 'no' }, 'passed'],
  ['nothing', step('yes_no'), {}, ''],
  ['does not apply', step('measure'), { said: 'not_applicable', value: 3 }, 'not_applicable'],
  ['outside', step('measure', { comparison: 'le', target: 10 }), { value: 10.1 }, 'failed'],
  ['without a limit', step('measure'), { value: -3 }, 'passed'],
  [
    'a choice that fails',
    step('choice', { options: [{ ...newOption('x'), fails: true }] }),
    { said: 'x' },
    'failed',
  ],
  ['half a line', step('table', { lines: 1 }), { facts: { '1.a': '3' } }, ''],
  ['a whole line', step('table', { lines: 1 }), { facts: { '1.a': '3', '1.b': '4' } }, 'passed'],
  [
    'an instrument',
    step('instrument'),
    { facts: { serial: 'A', calibrated_on: '2026-01-01', due_on: day } },
    'passed',
  ],
  [
    'an expired one',
    step('instrument'),
    { facts: { serial: 'A', calibrated_on: '2025-01-01', due_on: '2026-04-19' } },
    '',
  ],
])('%s', (_, one, answer, want) => {
  expect(judged(one, { ...nothing, ...answer }, day).result).toBe(want)
})

test('an expired instrument may be taken with a warning', () => {
  const facts = { serial: 'A', calibrated_on: '2025-01-01', due_on: '2026-04-19' }
  expect(judged(step('instrument', { expired: 'warn' }), { ...nothing, facts }, day)).toEqual({
    result: 'passed',
    warned: true,
  })
})

test('what depends on another answer is asked when it is given', () => {
  const steps = [
    step('yes_no', { code: 'has' }),
    step('section', { code: 'part', when_step: 'has', when_is: ['yes'] }),
    step('pass_fail', { code: 'coil' }),
    step('section', { code: 'rest' }),
    step('text', { code: 'words' }),
  ]
  const codes = (said: string) =>
    standing(steps, new Map([['has', { ...nothing, said, result: 'passed' }]])).asked.map(({ code }) => code)
  expect(codes('yes')).toEqual(['has', 'coil', 'words'])
  expect(codes('no')).toEqual(['has', 'words'])
})

test('formulas are worked out as one answers', () => {
  const steps = [
    step('measure', { code: 'power' }),
    step('measure', { code: 'flow' }),
    step('formula', { code: 'sfp', formula: 'power * 3600 / flow', comparison: 'le', target: 1500 }),
  ]
  const came = (power: number, flow: number | null) => {
    const { answers, faults } = standing(
      steps,
      new Map([
        ['power', { ...nothing, value: power, result: 'passed' }],
        ['flow', { ...nothing, value: flow, result: flow === null ? '' : 'passed' }],
      ]),
    )
    return [answers.get('sfp')?.value, answers.get('sfp')?.result, faults.get('sfp')?.kind]
  }
  expect(came(500, 1200)).toEqual([1500, 'passed', undefined])
  expect(came(501, 1200)).toEqual([1503, 'failed', undefined])
  expect(came(500, 0)).toEqual([undefined, undefined, 'by_nothing'])
  expect(came(500, null)).toEqual([undefined, undefined, 'missing'])
})

test('a step that needs a photo is missing until it has one', () => {
  const one = step('pass_fail', { photo: true })
  expect(isMissing(one, { ...nothing, said: 'passed', result: 'passed' })).toBe(true)
  expect(isMissing(one, { ...nothing, said: 'passed', result: 'passed', photos: [{ file: 'f' }] })).toBe(
    false,
  )
  expect(isMissing(step('text', { optional: true }), undefined)).toBe(false)
})
