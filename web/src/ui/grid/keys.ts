/** Act is one thing the keyboard, a toolbar or a menu can ask the grid to do. */
export type Act =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'pageUp'
  | 'pageDown'
  | 'rowStart'
  | 'rowEnd'
  | 'first'
  | 'last'
  | 'edgeUp'
  | 'edgeDown'
  | 'edgeLeft'
  | 'edgeRight'
  | 'next'
  | 'previous'
  | 'enter'
  | 'enterBack'
  | 'selectAll'
  | 'selectRows'
  | 'selectColumns'
  | 'edit'
  | 'list'
  | 'type'
  | 'newLine'
  | 'clear'
  | 'copy'
  | 'cut'
  | 'paste'
  | 'fillDown'
  | 'fillSelection'
  | 'today'
  | 'undo'
  | 'redo'
  | 'open'
  | 'addRow'
  | 'removeRows'
  | 'nextProblem'
  | 'narrower'
  | 'wider'
  | 'escape'
  | 'help'

/** Place says where a key means its act: on a cell, in the editor of a cell, or on a column's head. */
type Place = 'cell' | 'editor' | 'head'

/** Line is one line of the key table. `extends` tells that Shift with the key widens the selection. */
export interface Line {
  act: Act
  keys: string[]
  in: Place[]
  extends?: true
  /** The browser's own event does the act (the clipboard, typing); the line is only for the help sheet. */
  native?: true
}

/**
 * keys is the one table of keys: what is pressed and what is shown on the help sheet. Ctrl stands for ⌘ on a
 * Mac.
 */
export const keys: Line[] = [
  { act: 'up', keys: ['ArrowUp'], in: ['cell'], extends: true },
  { act: 'down', keys: ['ArrowDown'], in: ['cell', 'head'], extends: true },
  { act: 'left', keys: ['ArrowLeft'], in: ['cell', 'head'], extends: true },
  { act: 'right', keys: ['ArrowRight'], in: ['cell', 'head'], extends: true },
  { act: 'edgeUp', keys: ['Ctrl+ArrowUp'], in: ['cell'], extends: true },
  { act: 'edgeDown', keys: ['Ctrl+ArrowDown'], in: ['cell'], extends: true },
  { act: 'edgeLeft', keys: ['Ctrl+ArrowLeft'], in: ['cell'], extends: true },
  { act: 'edgeRight', keys: ['Ctrl+ArrowRight'], in: ['cell'], extends: true },
  { act: 'rowStart', keys: ['Home'], in: ['cell', 'head'], extends: true },
  { act: 'rowEnd', keys: ['End'], in: ['cell', 'head'], extends: true },
  { act: 'first', keys: ['Ctrl+Home'], in: ['cell'], extends: true },
  { act: 'last', keys: ['Ctrl+End'], in: ['cell'], extends: true },
  { act: 'pageUp', keys: ['PageUp'], in: ['cell'], extends: true },
  { act: 'pageDown', keys: ['PageDown'], in: ['cell'], extends: true },
  { act: 'next', keys: ['Tab'], in: ['cell', 'editor'] },
  { act: 'previous', keys: ['Shift+Tab'], in: ['cell', 'editor'] },
  { act: 'enter', keys: ['Enter'], in: ['cell', 'editor', 'head'] },
  { act: 'enterBack', keys: ['Shift+Enter'], in: ['cell', 'editor', 'head'] },
  { act: 'selectAll', keys: ['Ctrl+A'], in: ['cell'] },
  { act: 'selectRows', keys: ['Shift+Space'], in: ['cell'] },
  { act: 'selectColumns', keys: ['Ctrl+Space'], in: ['cell'] },
  { act: 'edit', keys: ['F2'], in: ['cell'] },
  { act: 'type', keys: ['A–Å'], in: ['cell'], native: true },
  { act: 'list', keys: ['Alt+ArrowDown'], in: ['cell', 'head'] },
  { act: 'newLine', keys: ['Alt+Enter'], in: ['editor'] },
  { act: 'escape', keys: ['Escape'], in: ['cell', 'editor', 'head'] },
  { act: 'clear', keys: ['Delete', 'Backspace'], in: ['cell'] },
  { act: 'copy', keys: ['Ctrl+C'], in: ['cell'], native: true },
  { act: 'cut', keys: ['Ctrl+X'], in: ['cell'], native: true },
  { act: 'paste', keys: ['Ctrl+V'], in: ['cell'], native: true },
  { act: 'fillDown', keys: ['Ctrl+D'], in: ['cell'] },
  { act: 'fillSelection', keys: ['Ctrl+Enter'], in: ['cell', 'editor'] },
  { act: 'today', keys: ['Ctrl+;', 'Ctrl+Shift+;'], in: ['cell', 'editor'] },
  { act: 'undo', keys: ['Ctrl+Z'], in: ['cell'] },
  { act: 'redo', keys: ['Ctrl+Y', 'Ctrl+Shift+Z'], in: ['cell'] },
  { act: 'open', keys: ['Space'], in: ['cell'] },
  { act: 'addRow', keys: ['Insert', 'Alt+Enter'], in: ['cell'] },
  { act: 'removeRows', keys: ['Ctrl+Delete', 'Ctrl+Backspace'], in: ['cell'] },
  { act: 'nextProblem', keys: ['F8'], in: ['cell'] },
  { act: 'narrower', keys: ['Alt+ArrowLeft'], in: ['head'] },
  { act: 'wider', keys: ['Alt+ArrowRight'], in: ['head'] },
  { act: 'help', keys: ['?'], in: ['cell', 'head'] },
]

const table = new Map<string, Line>()
for (const line of keys) {
  for (const place of line.in) {
    for (const key of line.native ? [] : line.keys) table.set(`${place} ${key}`, line)
  }
}

/** Press is the part of a keyboard event that the table needs. */
export type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** actOf finds the act of a key press at a place, and whether it widens the selection. */
export function actOf(press: Press, place: Place): { act: Act; extend: boolean } | undefined {
  const exact = table.get(`${place} ${nameOf(press, press.shiftKey)}`)
  if (exact) return { act: exact.act, extend: false }
  if (!press.shiftKey) return undefined
  const widened = table.get(`${place} ${nameOf(press, false)}`)
  return widened?.extends ? { act: widened.act, extend: true } : undefined
}

/** writes tells whether a key press writes something, so that it opens the editor in place of the value. */
export function writes(press: Press): boolean {
  if (press.key === 'Dead' || press.key === 'Process') return true
  // AltGr reaches the page as Ctrl with Alt, and writes signs such as @ and { on a Danish keyboard; on a
  // Mac they are written with Alt alone, which with a letter is a menu of the browser everywhere else.
  if (press.metaKey || (press.ctrlKey && !press.altKey)) return false
  if (press.altKey && !press.ctrlKey && /[a-z0-9]/i.test(press.key)) return false
  return [...press.key].length === 1 && press.key !== ' '
}

/**
 * helpLines gives the key table for a help sheet: each act with its keys as they are printed on the keyboard.
 */
export function helpLines(mac: boolean): { act: Act; keys: string[]; extends: boolean }[] {
  const shown: Record<string, string> = {
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
    ...(mac ? { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' } : {}),
  }
  const print = (key: string) => key.split('+').map((part) => shown[part] ?? part)
  return keys.map((line) => ({
    act: line.act,
    keys: line.keys.map((key) => print(key).join(mac ? '' : '+')),
    extends: line.extends ?? false,
  }))
}

function nameOf(press: Press, shift: boolean): string {
  const key = press.key === ' ' ? 'Space' : press.key.length === 1 ? press.key.toUpperCase() : press.key
  // On most keyboards it takes Shift to write a question mark, which says nothing of what is meant.
  const shifted = shift && key !== '?' ? 'Shift' : ''
  const held = [press.ctrlKey || press.metaKey ? 'Ctrl' : '', press.altKey ? 'Alt' : '', shifted]
  return [...held.filter(Boolean), key].join('+')
}
