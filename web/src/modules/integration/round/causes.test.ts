import { expect, test } from 'vitest'
import type { Cell } from '../words'
import { causesOf } from './causes'

const cell = (cause_at: number, effect_at: number, result: Cell['result'] | '') =>
  ({ cause_at, effect_at, cause_code: `C${cause_at}`, cause_da: '', cause_en: '', result }) as Cell

test('causes stand in order with what is left and what failed', () => {
  const causes = causesOf([cell(2, 1, 'failed'), cell(1, 1, 'passed'), cell(1, 2, ''), cell(2, 2, 'passed')])
  expect(causes.map(({ code, left, failed, cells }) => [code, left, failed, cells.length])).toEqual([
    ['C1', 1, 0, 2],
    ['C2', 0, 1, 2],
  ])
})
