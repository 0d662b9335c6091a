import { useNavigate, useSearch } from '@tanstack/react-router'

/** Compared is which register is compared, and at which moments; an empty one is now. */
export type Compared = { table: string; from: string; to: string }

const moment = (value: unknown) =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : ''

const day = 86_400_000

/** comparedOf reads an address; without a first moment it is some time ago. */
export const comparedOf = (search: Record<string, unknown>, now: Date, ago = day): Compared => ({
  table: typeof search.table === 'string' ? search.table : 'registers.rows',
  from: moment(search.from) || new Date(now.getTime() - ago).toISOString(),
  to: moment(search.to),
})

/** isInOrder tells that the first moment lies before the second. */
export const isInOrder = ({ from, to }: Compared): boolean => !to || Date.parse(from) < Date.parse(to)

/** useCompared is what the address compares, and the way to compare something else. */
export function useCompared(ago = day): [Compared, (part: Partial<Compared>) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const compared = comparedOf(search, startOfMinute(), ago)
  const navigate = useNavigate()
  return [
    compared,
    (part) => void navigate({ to: '.', search: { ...compared, ...part } as never, replace: true }),
  ]
}

// The same all the while the page is drawn again and again.
const startOfMinute = () => new Date(Math.ceil(Date.now() / 60_000) * 60_000)
