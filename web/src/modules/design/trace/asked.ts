/** holes are what can be missing between a requirement and its proof, in the order of the chain. */
export const holes = [
  'not_approved',
  'no_basis',
  'basis_open',
  'basis_older',
  'unresolved',
  'no_row',
  'no_result',
  'failed',
] as const
export type Hole = (typeof holes)[number]

/** Asked is what the address says of the matrix. */
export type Asked = { q: string; discipline?: string; hole?: Hole | 'any' }

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** askedOf reads the address; what it does not understand is left out. */
export function askedOf(search: Record<string, unknown>): Asked {
  const text = (name: string) => (search[name] === undefined ? '' : String(search[name]))
  const hole = ['any' as const, ...holes].find((one) => one === text('hole'))
  return {
    q: text('q'),
    ...(id.test(text('discipline')) ? { discipline: text('discipline') } : {}),
    ...(hole ? { hole } : {}),
  }
}

/** searchOf is the address of a matrix, with only what narrows it. */
export const searchOf = ({ q, discipline, hole }: Asked): Record<string, string> => ({
  ...(q ? { q } : {}),
  ...(discipline ? { discipline } : {}),
  ...(hole ? { hole } : {}),
})
