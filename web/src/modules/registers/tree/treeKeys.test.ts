import { expect, test } from 'vitest'
import { keyMeans } from './treeKeys'

const press = (key: string, more: Partial<{ ctrlKey: boolean; metaKey: boolean; altKey: boolean }> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
})

test.each([
  ['ArrowRight', true, 'unfold'],
  ['ArrowRight', false, 'in'],
  ['ArrowRight', undefined, undefined],
  ['ArrowLeft', false, 'fold'],
  ['ArrowLeft', true, 'out'],
  ['ArrowLeft', undefined, 'out'],
  ['Enter', true, 'unfold'],
  [' ', undefined, 'choose'],
  ['Escape', undefined, 'leave'],
  ['a', undefined, undefined],
] as const)('%s on a node that is folded %s: %s', (key, folded, meaning) => {
  expect(keyMeans(press(key), { folded })).toBe(meaning)
})

test('what is chosen is moved as on a desk, and other shortcuts are left alone', () => {
  expect(keyMeans(press('x', { ctrlKey: true }), { folded: undefined })).toBe('cut')
  expect(keyMeans(press('V', { metaKey: true }), { folded: undefined })).toBe('paste')
  expect(keyMeans(press('k', { ctrlKey: true }), { folded: undefined })).toBeUndefined()
  expect(keyMeans(press('ArrowLeft', { altKey: true }), { folded: false })).toBeUndefined()
})
