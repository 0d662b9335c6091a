import { expect, test } from 'vitest'
import { actOf, helpLines, keys, type Press, writes } from './keys'

const press = (key: string, held = ''): Press => ({
  key,
  ctrlKey: held.includes('c'),
  metaKey: held.includes('m'),
  shiftKey: held.includes('s'),
  altKey: held.includes('a'),
})

test('keys mean their acts, with Shift they widen where that is meant', () => {
  expect(actOf(press('ArrowDown'), 'cell')).toEqual({ act: 'down', extend: false })
  expect(actOf(press('ArrowDown', 's'), 'cell')).toEqual({ act: 'down', extend: true })
  expect(actOf(press('ArrowDown', 'cs'), 'cell')).toEqual({ act: 'edgeDown', extend: true })
  expect(actOf(press('d', 'c'), 'cell')?.act).toBe('fillDown')
  expect(actOf(press('D', 'm'), 'cell')?.act).toBe('fillDown')
  expect(actOf(press('z', 'cs'), 'cell')?.act).toBe('redo')
  expect(actOf(press('Tab', 's'), 'cell')).toEqual({ act: 'previous', extend: false })
  expect(actOf(press(' '), 'cell')?.act).toBe('open')
  expect(actOf(press(' ', 's'), 'cell')?.act).toBe('selectRows')
})

test('the question mark asks for help, however it is written', () => {
  expect(actOf(press('?', 's'), 'cell')?.act).toBe('help')
  expect(actOf(press('?'), 'head')?.act).toBe('help')
  expect(actOf(press('?', 's'), 'editor')).toBeUndefined()
})

test('the same key means what its place makes of it', () => {
  expect(actOf(press('Enter', 'a'), 'cell')?.act).toBe('addRow')
  expect(actOf(press('Enter', 'a'), 'editor')?.act).toBe('newLine')
  expect(actOf(press('z', 'c'), 'editor')).toBeUndefined()
  expect(actOf(press('ArrowLeft'), 'editor')).toBeUndefined()
  expect(actOf(press('ArrowLeft', 'a'), 'head')?.act).toBe('narrower')
})

test('the clipboard is left to the browser, which asks by its own events', () => {
  expect(actOf(press('c', 'c'), 'cell')).toBeUndefined()
  expect(actOf(press('v', 'm'), 'cell')).toBeUndefined()
})

test('letters, signs and dead keys write, commands do not', () => {
  for (const one of [
    press('a'),
    press('Å', 's'),
    press('7'),
    press('Dead'),
    press('@', 'ca'),
    press('@', 'a'),
    press('😀'),
  ]) {
    expect([one.key, writes(one)]).toEqual([one.key, true])
  }
  for (const one of [
    press('c', 'c'),
    press('v', 'm'),
    press('F2'),
    press(' '),
    press('f', 'a'),
    press('Shift', 's'),
  ]) {
    expect([one.key, writes(one)]).toEqual([one.key, false])
  }
})

test('the help sheet has every act once, with keys as they are printed', () => {
  expect(new Set(keys.map(({ act }) => act)).size).toBe(keys.length)
  const lines = helpLines(false)
  expect(lines.find(({ act }) => act === 'fillDown')?.keys).toEqual(['Ctrl+D'])
  expect(lines.find(({ act }) => act === 'edgeUp')?.keys).toEqual(['Ctrl+↑'])
  expect(helpLines(true).find(({ act }) => act === 'redo')?.keys).toEqual(['⌘Y', '⌘⇧Z'])
})

test('no key means two things at one place', () => {
  const seen = keys.flatMap((line) =>
    line.native ? [] : line.in.flatMap((place) => line.keys.map((key) => `${place} ${key}`)),
  )
  expect(new Set(seen).size).toBe(seen.length)
})
