import { expect, test } from 'vitest'
import { dueText } from './due'

const today = '2026-04-20'

test('the designer is late by days, and the commissioning team is not', () => {
  expect(dueText({ status: 'asked', due_on: '2026-04-17' }, today)).toMatch(/3 dage/)
  expect(dueText({ status: 'returned', due_on: '2026-04-19' }, today)).toMatch(/1 dag/)
  expect(dueText({ status: 'answered', due_on: '2026-04-17' }, today)).not.toMatch(/dag/)
})

test('what is near is said in days, what is far by its date', () => {
  expect(dueText({ status: 'asked', due_on: today }, today)).toMatch(/i dag/)
  expect(dueText({ status: 'asked', due_on: '2026-04-25' }, today)).toMatch(/5 dage/)
  expect(dueText({ status: 'asked', due_on: '2026-08-25' }, today)).toMatch(/2026/)
  expect(dueText({ status: 'asked', due_on: null }, today)).toBe('')
})
