import { uuid } from '~/lib/uuid'
import type { End, Link, Matrix } from '../words'

/** Content is what a matrix holds, as it is being written. */
export type Content = { causes: End[]; effects: End[]; links: Link[] }
/** Side is which of the two an end is. */
export type Side = 'causes' | 'effects'

/** contentOf is what a matrix holds as it was read. */
export const contentOf = (matrix: Pick<Matrix, 'causes' | 'effects' | 'links'>): Content => ({
  causes: matrix.causes ?? [],
  effects: matrix.effects ?? [],
  links: matrix.links ?? [],
})

/** linkAt is what a cause has an effect do, if anything. */
export const linkAt = (content: Content, cause: string, effect: string): Link | undefined =>
  content.links.find((one) => one.cause === cause && one.effect === effect)

/** withLink says what a cause has an effect do; nothing takes it away. */
export function withLink(content: Content, link: Omit<Link, 'action'> & { action: string }): Content {
  const others = content.links.filter((one) => one.cause !== link.cause || one.effect !== link.effect)
  return {
    ...content,
    links: link.action.trim() ? [...others, { ...link, action: link.action.trim() }] : others,
  }
}

/** withEnd adds a cause or an effect, or changes the one that has its id. */
export function withEnd(content: Content, side: Side, end: End): Content {
  const known = content[side].some(({ id }) => id === end.id)
  return {
    ...content,
    [side]: known ? content[side].map((one) => (one.id === end.id ? end : one)) : [...content[side], end],
  }
}

/** withoutEnd takes a cause or an effect away, with what led from or to it. */
export const withoutEnd = (content: Content, side: Side, id: string): Content => ({
  ...content,
  [side]: content[side].filter((one) => one.id !== id),
  links: content.links.filter((one) => one.cause !== id && one.effect !== id),
})

/** moved puts a cause or an effect one place earlier or later. */
export function moved(content: Content, side: Side, id: string, by: -1 | 1): Content {
  const ends = [...content[side]]
  const from = ends.findIndex((one) => one.id === id)
  const to = from + by
  const [end] = ends.slice(from, from + 1)
  if (!end || to < 0 || to >= ends.length) return content
  ends.splice(from, 1)
  ends.splice(to, 0, end)
  return { ...content, [side]: ends }
}

/** newEnd is an empty cause or effect with the next free code of its letter. */
export function newEnd(content: Content, side: Side): End {
  const letter = side === 'causes' ? 'C' : 'E'
  const taken = new Set(content[side].map(({ code }) => code))
  let n = content[side].length + 1
  while (taken.has(`${letter}${n}`)) n++
  return { id: uuid(), code: `${letter}${n}`, title_da: '', title_en: '', system: null }
}

/** actionsOf are the actions that a matrix uses, most used first, to choose from. */
export function actionsOf({ links }: Content): string[] {
  const used = new Map<string, number>()
  for (const { action } of links) used.set(action, (used.get(action) ?? 0) + 1)
  return [...used].sort(([a, n], [b, k]) => k - n || a.localeCompare(b)).map(([action]) => action)
}

/** isSame tells whether two contents would be written the same. */
export function isSame(a: Content, b: Content): boolean {
  const sorted = ({ causes, effects, links }: Content) =>
    JSON.stringify([
      causes,
      effects,
      [...links].sort((x, y) => (x.cause + x.effect < y.cause + y.effect ? -1 : 1)),
    ])
  return sorted(a) === sorted(b)
}
