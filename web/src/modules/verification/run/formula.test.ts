import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { work } from './formula'

type Cases = {
  values: Record<string, number[]>
  works: Record<string, number>
  faults: Record<string, string>
}

// The server's own cases: both must come to the same.
const cases: Cases = JSON.parse(readFileSync('../modules/verification/formula/cases.json', 'utf8'))
const values = (name: string) => cases.values[name]

test.each(Object.entries(cases.works))('%s', (text, want) => {
  expect(work(text, values)).toBeCloseTo(want, 12)
})

test.each(Object.entries(cases.faults))('“%s” is refused', (text, want) => {
  expect(work(text, values)).toMatchObject({ kind: want })
})
