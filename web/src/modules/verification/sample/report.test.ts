import { expect, test } from 'vitest'
import { tagsIn } from './DrawSheet'
import { reportOf } from './report'

test('tags are read as people paste them', () => {
  expect(tagsIn(' TF01\nTF02;TF03, TF01\t+C=TF04\n\n')).toEqual(['TF01', 'TF02', 'TF03', '+C=TF04'])
})

test('the report says how it was drawn and what each unit came to', () => {
  const unit = {
    id: 'u',
    version: 2,
    place: 1,
    tag: '+C=TF01',
    result: 'failed',
    note: '0,7 K "for lav"',
    person: 'p',
    checked_at: null,
    received_at: null,
    component: null,
    device: '',
    clock_offset_ms: null,
  }
  const lines = reportOf(
    { title: 'Følere', population: 4, drawn: 2, share: 50, seed: 'abc', units: [unit] } as never,
    new Map([['p', 'Ane']]),
  )
  expect(lines.at(-1)).toEqual([1, '+C=TF01', 'Ikke bestået', '0,7 K "for lav"', '', 'Ane'])
  expect(lines.flat()).toContain('2 (50 %)')
  expect(lines.flat()).toContain('abc')
})
