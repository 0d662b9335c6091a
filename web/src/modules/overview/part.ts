import { useNavigate, useSearch } from '@tanstack/react-router'
import { createContext, use, useCallback, useMemo } from 'react'
import { useProject } from '~/api/access'
import { type Condition, type To, toRows } from './links'

/** Part is the part of the project that the page shows: of a discipline, of a company, at a location, or the whole. */
export type Part = { discipline?: string; company?: string; location?: string }

const names = ['discipline', 'company', 'location'] as const
const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** partOf reads the part out of an address; what it does not understand is left out. */
export const partOf = (search: Record<string, unknown>): Part =>
  Object.fromEntries(names.flatMap((name) => (id.test(String(search[name])) ? [[name, search[name]]] : [])))

/** conditionsOf is the part as lines of a register's filter; a location holds what lies in it. */
export const conditionsOf = (part: Part): Condition[] =>
  names.flatMap((name) => {
    const value = part[name]
    return value ? [{ field: name === 'location' ? 'place' : name, op: 'in', value: [value] }] : []
  })

/** within adds the part to a filter that says nothing of it yet. */
export const within = (part: Part, filter: readonly Condition[]): Condition[] => [
  ...filter,
  ...conditionsOf(part).filter(({ field }) => !filter.some((one) => one.field === field)),
]

/** filtered is what a list is asked with to keep to the part. */
export const filtered = (part: Part, ...more: Condition[]): { filter?: string } => {
  const filter = within(part, more)
  return filter.length > 0 ? { filter: JSON.stringify(filter) } : {}
}

const Shown = createContext<Part>({})

/** ShowPart hands the part to all that the page shows. */
export const ShowPart = Shown.Provider

/** usePart is the part that the page shows. */
export const usePart = (): Part => use(Shown)

/** useAskedPart is the part that the address names, and the way to another. */
export function useAskedPart(): [Part, (part: Part) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const part = useMemo(() => partOf(search), [search])
  const go = useCallback(
    (next: Part) => void navigate({ to: '.', search: next as never, replace: true }),
    [navigate],
  )
  return [part, go]
}

/** useToRows leads to the rows of the part that match a filter. */
export function useToRows(): (...filter: Condition[]) => To {
  const project = useProject()
  const part = usePart()
  return (...filter) => toRows(project, ...within(part, filter))
}
