import { expect, test } from 'vitest'
import { flat, mayLie, type Node } from './nodes'

const node = (id: string, below = 0, thing: Node['thing'] = 'location'): Node => ({
  thing,
  id,
  version: 1,
  parent: null,
  kind: 'building',
  code: id,
  name_da: '',
  name_en: '',
  below,
})
const branches = new Map([
  ['', { items: [node('A', 2), node('B')], cut: false }],
  ['A', { items: [node('A1', 1), node('VE01', 3, 'system')], cut: false }],
  ['A1', { items: [node('A11')], cut: false }],
])
const lines = (open: string[]) =>
  flat('location', branches, new Set(open)).map(({ id, level, folded }) => [id, level, folded])

test('what is unfolded stands below what it lies in', () => {
  expect(lines([])).toEqual([
    ['A', 1, true],
    ['B', 1, undefined],
  ])
  expect(lines(['A', 'A1'])).toEqual([
    ['A', 1, false],
    ['A1', 2, false],
    ['A11', 3, undefined],
    // What a system holds is shown in the other tree.
    ['VE01', 2, undefined],
    ['B', 1, undefined],
  ])
  // A branch that is unfolded inside a folded one is not seen.
  expect(lines(['A1'])).toHaveLength(2)
})

test.each([
  ['location', 'location', 'location', true],
  ['location', 'system', 'location', false],
  ['system', 'location', 'location', true],
  ['system', 'system', 'system', true],
  ['component', 'system', 'system', true],
  ['component', 'component', 'system', false],
  ['location', undefined, 'location', true],
  ['system', undefined, 'location', false],
  ['system', undefined, 'system', true],
] as const)('a %s below a %s in the tree of %ss: %s', (thing, to, of, may) => {
  expect(mayLie(thing, to, of)).toBe(may)
})
