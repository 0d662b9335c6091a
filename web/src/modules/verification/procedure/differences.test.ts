import { afterEach, expect, test } from 'vitest'
import { speak } from '~/lib/locale'
import { differences } from './differences'
import { newStep, type Step } from './steps'

afterEach(() => speak('da'))

const step = (code: string, more: Partial<Step> = {}): Step => ({
  ...newStep('pass_fail', []),
  code,
  text_da: `Trin ${code}`,
  text_en: `Step ${code}`,
  ...more,
})
const words = (older: Step[], newer: Step[]) => differences(older, newer).map(({ words }) => words)

test('the same steps differ in nothing, whatever their ids', () => {
  expect(words([step('a'), step('b')], [step('a'), step('b')])).toEqual([])
})

test('what is new, gone and changed is told in words', () => {
  const older = [step('a'), step('b', { kind: 'measure', comparison: 'le', target: 1500, unit: 'J/m³' })]
  const newer = [step('b', { kind: 'measure', comparison: 'le', target: 1800, unit: 'J/m³' }), step('c')]
  expect(words(older, newer)).toEqual([
    'Fjernet: Trin a',
    'Trin b – grænse: ≤ 1.500 J/m³ → ≤ 1.800 J/m³',
    'Nyt: Trin c',
  ])
  speak('en')
  expect(words(older, newer)[1]).toBe('Step b – limit: ≤ 1,500 J/m³ → ≤ 1,800 J/m³')
})

test('a step that is moved is told once', () => {
  expect(
    differences([step('a'), step('b'), step('c')], [step('b'), step('c'), step('a')]).some(
      ({ sort }) => sort === 'moved',
    ),
  ).toBe(true)
  expect(
    differences([step('a'), step('b')], [step('n'), step('a'), step('b')]).map(({ sort }) => sort),
  ).toEqual(['added'])
})
