import { expect, test } from 'vitest'
import { flat, mayLie, type Node, once } from './nodes'

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

test('a node stands once, whatever two branches say', () => {
  const moved = new Map([...branches, ['B', { items: [node('A1')], cut: false }]])
  const shown = once(
    flat(
      'location',
      new Map([...moved, ['', { items: [node('A', 2), node('B', 1)], cut: false }]]),
      new Set(['A', 'B']),
    ),
  )
  expect(shown.map(({ id }) => id)).toEqual(['A', 'A1', 'VE01', 'B'])
})

const placed = (what: string) => {
  const [thing = '', kind = ''] = what.split(' ')
  return { thing: thing as Node['thing'], kind }
}

test.each([
  ['location floor', 'location building', 'location', true],
  ['location building', 'location floor', 'location', false],
  ['location building', 'location building', 'location', false],
  ['location zone', 'location space', 'location', true],
  ['location space', 'location zone', 'location', false],
  ['location floor', 'system', 'location', false],
  ['system', 'location floor', 'location', true],
  ['system', 'system', 'location', false],
  ['system', 'system', 'system', true],
  ['component', 'system', 'system', true],
  ['component', 'component', 'system', false],
  ['location building', undefined, 'location', true],
  ['system', undefined, 'location', false],
  ['system', undefined, 'system', true],
] as const)('a %s below a %s in the tree of %ss: %s', (thing, to, of, may) => {
  expect(mayLie(placed(thing), to && placed(to), of)).toBe(may)
})
