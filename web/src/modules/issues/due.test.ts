import { afterEach, expect, test } from 'vitest'
import { speak } from '~/lib/locale'
import { dueText } from './due'
import { isOverdue } from './words'

afterEach(() => speak('da'))

test.each([
  ['assigned', '2026-04-01', '19 dage over frist', '19 days overdue', true],
  ['rejected', '2026-04-19', '1 dag over frist', '1 day overdue', true],
  ['assigned', '2026-04-20', 'Frist i dag', 'Due today', false],
  ['new', '2026-04-27', 'Frist om 7 dage', 'Due in 7 days', false],
  ['assigned', '2026-06-01', '01-06-2026', '1 Jun 2026', false],
  // What is remedied waits for others, and what is closed for nobody.
  ['remedied', '2026-04-01', '01-04-2026', '1 Apr 2026', false],
  ['closed', '2026-04-01', '01-04-2026', '1 Apr 2026', false],
  ['assigned', null, '', '', false],
] as const)('%s, due %s', (status, due_on, da, en, over) => {
  const entry = { status, due_on }
  expect(dueText(entry, '2026-04-20')).toBe(da)
  speak('en')
  expect(dueText(entry, '2026-04-20')).toBe(en)
  expect(isOverdue(entry, '2026-04-20')).toBe(over)
})
