import { useNavigate, useSearch } from '@tanstack/react-router'
import { momentsOf } from './days'

const names = ['entry', 'person', 'company', 'action', 'origin', 'table', 'row', 'from', 'to'] as const

/** Asked is what part of the history one looks at, as the address says it. */
export type Asked = Partial<Record<(typeof names)[number], string>>

/** askedOf reads an address; what it does not understand is left out. */
export function askedOf(search: Record<string, unknown>): Asked {
  return Object.fromEntries(
    names.flatMap((name) =>
      typeof search[name] === 'string' && search[name] !== '' ? [[name, search[name]]] : [],
    ),
  )
}

/** nothing narrows the history to nothing. */
export const nothing = Object.fromEntries(names.map((name) => [name, null])) as Record<keyof Asked, null>

/** queryOf is the question that the server is asked. */
export const queryOf = ({ from, to, ...rest }: Asked) => ({ ...rest, ...momentsOf(from, to), limit: 50 })

/** useAsked is what the address asks for, and the way to ask for something else. */
export function useAsked(): [Asked, (part: Partial<Record<keyof Asked, string | null>>) => void] {
  const asked = askedOf(useSearch({ strict: false }) as Record<string, unknown>)
  const navigate = useNavigate()
  return [
    asked,
    (part) =>
      void navigate({
        to: '.',
        search: askedOf({ ...asked, ...part }) as never,
        replace: true,
      }),
  ]
}
