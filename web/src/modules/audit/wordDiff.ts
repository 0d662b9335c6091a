/** Piece is a stretch of words that stands in both texts, or in one of them. */
export type Piece = { words: string; in: 'both' | 'before' | 'after' }

/** isLong tells that two texts are compared word by word rather than side by side. */
export const isLong = (before: unknown, after: unknown): boolean =>
  typeof before === 'string' &&
  typeof after === 'string' &&
  before.length > 0 &&
  after.length > 0 &&
  before.length + after.length > 80

// Beyond so many pairs of words the middle is told as replaced whole.
const most = 250_000

/** wordDiff compares two texts word by word, keeping the longest run of words that they share. */
export function wordDiff(before: string, after: string): Piece[] {
  const [a, b] = [before.split(/(?<=\s)/), after.split(/(?<=\s)/)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const pieces: Piece[] = []
  const add = (words: string, where: Piece['in']) => {
    const last = pieces.at(-1)
    if (last?.in === where) last.words += words
    else if (words) pieces.push({ words, in: where })
  }
  add(a.slice(0, start).join(''), 'both')
  middle(a.slice(start, a.length - end), b.slice(start, b.length - end), add)
  add(a.slice(a.length - end).join(''), 'both')
  return pieces
}

function middle(a: string[], b: string[], add: (words: string, where: Piece['in']) => void) {
  if (a.length * b.length > most) {
    add(a.join(''), 'before')
    return add(b.join(''), 'after')
  }
  // shared[i][j] is how many words the rests of both from i and j on share in order.
  const shared = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1))
  const at = (i: number, j: number) => shared[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      (shared[i] as Uint32Array)[j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && a[i] === b[j]) {
      add(a[i++] as string, 'both')
      j++
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1)))
      add(a[i++] as string, 'before')
    else add(b[j++] as string, 'after')
  }
}
