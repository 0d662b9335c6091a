import { expect, test } from 'vitest'
import { actsOf } from './moving'

test.each([
  ['new', true, ['change', 'assign', 'close'], 'assign', ['close', 'edit']],
  ['assigned', true, ['cause', 'remedy'], 'remedy', ['edit']],
  // Who could act in another's stead is not asked to.
  ['assigned', false, ['change', 'assign', 'remedy'], undefined, ['remedy', 'assign', 'edit']],
  ['remedied', true, ['verify', 'reject'], 'verify', ['reject']],
  ['verified', true, ['close'], 'close', []],
  ['closed', false, ['reopen'], undefined, ['reopen']],
  ['closed', false, [], undefined, []],
] as const)('%s, one’s turn %s: %j', (status, turn, may, main, others) => {
  expect(actsOf({ status, turn, may: [...may] })).toEqual({ main, others })
})
