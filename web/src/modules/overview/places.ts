import type { Answer } from '~/api/call'

/** Place is a location with the progress of all that lies in it. */
export type Place = Answer<'registers.place.list'>['items'][number]

const called = ({ code, name }: Pick<Place, 'code' | 'name'>) => [code, name].filter(Boolean).join(' ')

const natural = new Intl.Collator('da', { numeric: true })
const inOrder = (a: Place, b: Place) =>
  (a.height ?? Infinity) - (b.height ?? Infinity) ||
  natural.compare(a.code, b.code) ||
  natural.compare(a.name, b.name)

/** childrenOf are the places by what they lie in; those at the top are under ''. */
export function childrenOf(places: readonly Place[]): Map<string, Place[]> {
  const known = new Set(places.map(({ id }) => id))
  const children = new Map<string, Place[]>()
  for (const place of [...places].sort(inOrder)) {
    const at = place.parent && known.has(place.parent) ? place.parent : ''
    children.set(at, [...(children.get(at) ?? []), place])
  }
  return children
}

/** paths names each place by what it lies in, in the order of a walk through the buildings. */
export function paths(places: readonly Place[]): { id: string; path: string }[] {
  const children = childrenOf(places)
  const walk = (at: string, before: string): { id: string; path: string }[] =>
    (children.get(at) ?? []).flatMap((place) => {
      const path = before ? `${before} · ${called(place)}` : called(place)
      return [{ id: place.id, path }, ...walk(place.id, path)]
    })
  return walk('', '')
}

/** Block is one building of the heat map: its floors, and the rooms and zones on each. */
export type Block = { place: Place; lines: { place: Place; tiles: Place[] }[] }

/** blocks arranges the places: a site is no building itself but holds them. */
export function blocks(places: readonly Place[]): Block[] {
  const children = childrenOf(places)
  const of = (place: Place) => children.get(place.id) ?? []
  const below = (place: Place): Place[] => of(place).flatMap((one) => [one, ...below(one)])
  const tops = (children.get('') ?? []).flatMap((place) =>
    place.kind === 'site' && of(place).length > 0 ? of(place) : [place],
  )
  return tops.map((place) => ({
    place,
    lines: of(place).map((line) => ({ place: line, tiles: below(line) })),
  }))
}

/** heat is the step of the ramp for a share that is done: 0 is nothing, 5 is all. */
export const heat = (share: number): number => (share <= 0 ? 0 : share >= 1 ? 5 : 1 + Math.floor(share * 4))

/** shareAt is the share that is done at a place; nothing to do there gives undefined. */
export const shareAt = ({ done, weight }: Pick<Place, 'done' | 'weight'>): number | undefined =>
  weight > 0 ? done / weight : undefined

export { called }
