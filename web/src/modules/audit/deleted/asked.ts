import { useNavigate, useSearch } from '@tanstack/react-router'
import { momentsOf } from '../entries/days'

const names = ['table', 'person', 'q', 'from', 'to'] as const

/** Sought is which deleted rows one looks for, as the address says it. */
export type Sought = Partial<Record<(typeof names)[number], string>>

/** soughtOf reads an address; what it does not understand is left out. */
export const soughtOf = (search: Record<string, unknown>): Sought =>
  Object.fromEntries(
    names.flatMap((name) =>
      typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [],
    ),
  )

/** questionOf is what the server is asked. */
export const questionOf = ({ from, to, ...rest }: Sought) => ({ ...rest, ...momentsOf(from, to), limit: 50 })

/** useSought is what the address looks for, and the way to look for something else. */
export function useSought(): [Sought, (part: Partial<Record<keyof Sought, string | null>>) => void] {
  const sought = soughtOf(useSearch({ strict: false }) as Record<string, unknown>)
  const navigate = useNavigate()
  return [
    sought,
    (part) => void navigate({ to: '.', search: soughtOf({ ...sought, ...part }) as never, replace: true }),
  ]
}
