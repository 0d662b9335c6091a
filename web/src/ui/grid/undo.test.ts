import { expect, test } from 'vitest'
import { inverse, type Patch, type Step, Undo } from './undo'

const step = (n: number): Step => ({
  cells: [{ id: 'a', key: 'k', before: n, after: n + 1 }],
  added: [],
  removed: [],
})
const turned = (one: Step): Step => ({ ...one, cells: inverse(one.cells) })

test('what is undone last is redone first', () => {
  const undo = new Undo()
  undo.push(step(1))
  undo.push(step(2))
  const seen: Patch[] = []
  const apply = (one: Step) => {
    const back = turned(one)
    seen.push(...back.cells)
    return back
  }
  undo.undo(apply)
  undo.undo(apply)
  expect(undo.undo(apply)).toBe(false)
  undo.redo(apply)
  undo.redo(apply)
  expect(undo.redo(apply)).toBe(false)
  expect(seen.map((patch) => patch.after)).toEqual([2, 1, 2, 3])
})

test('a new step forgets what was undone, and an empty one is no step', () => {
  const undo = new Undo()
  undo.push(step(1))
  undo.undo(turned)
  undo.push({ cells: [], added: [], removed: [] })
  expect(undo.canRedo).toBe(true)
  undo.push(step(5))
  expect([undo.canRedo, undo.canUndo]).toEqual([false, true])
})

test('only the last steps are kept', () => {
  const undo = new Undo(50)
  for (let n = 0; n < 60; n++) undo.push(step(n))
  const firsts: unknown[] = []
  const apply = (one: Step) => {
    firsts.push(one.cells[0]?.before)
    return turned(one)
  }
  while (undo.undo(apply));
  expect([firsts.length, firsts.at(-1)]).toEqual([50, 10])
})

test('a cell written twice in a step ends where it began', () => {
  const cells: Patch[] = [
    { id: 'a', key: 'k', before: 1, after: 2 },
    { id: 'a', key: 'k', before: 2, after: 2, wrongAfter: 'x' },
  ]
  expect(inverse(cells).map(({ after, wrongAfter }) => [after, wrongAfter])).toEqual([
    [2, undefined],
    [1, undefined],
  ])
})
