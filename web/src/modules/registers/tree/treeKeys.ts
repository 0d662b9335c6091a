import type { Shown } from './nodes'

/** Meaning is what a key does in a tree. */
export type Meaning =
  | 'next'
  | 'before'
  | 'first'
  | 'last'
  | 'unfold'
  | 'fold'
  | 'in'
  | 'out'
  | 'choose'
  | 'cut'
  | 'paste'
  | 'leave'

type Pressed = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }

/** keyMeans says what a key does on a node, as trees on a desk have it; Ctrl-X and Ctrl-V move what is chosen. */
export function keyMeans(
  { key, ctrlKey, metaKey, altKey }: Pressed,
  { folded }: Pick<Shown, 'folded'>,
): Meaning | undefined {
  if (altKey) return undefined
  if (ctrlKey || metaKey) {
    return ({ x: 'cut', v: 'paste' } as const)[key.toLowerCase() as 'x' | 'v']
  }
  switch (key) {
    case 'ArrowDown':
      return 'next'
    case 'ArrowUp':
      return 'before'
    case 'Home':
      return 'first'
    case 'End':
      return 'last'
    case 'ArrowRight':
      return folded === undefined ? undefined : folded ? 'unfold' : 'in'
    case 'ArrowLeft':
      return folded === false ? 'fold' : 'out'
    case 'Enter':
      return folded === undefined ? undefined : folded ? 'unfold' : 'fold'
    case ' ':
      return 'choose'
    case 'Escape':
      return 'leave'
  }
  return undefined
}
