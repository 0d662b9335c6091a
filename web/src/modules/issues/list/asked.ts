import type { Kind, Severity, Status } from '../words'
import { kinds, severities, statuses } from '../words'

/** Show is which entries are listed: those that wait for the reader, their company's, the overdue, the open, or all. */
export type Show = 'mine' | 'raised' | 'company' | 'overdue' | 'open' | 'all'

/** shows are the lists, in the order they are offered. */
export const shows: Show[] = ['mine', 'company', 'raised', 'overdue', 'open', 'all']

/** sorts are what a list can be sorted by. */
export const sorts = ['-raised', 'due', 'severity', 'label', '-changed'] as const
export type Sort = (typeof sorts)[number]

/** Asked is what the address says of the list. */
export type Asked = {
  show: Show
  q: string
  sort: Sort
  kind?: Kind
  status?: Status
  severity?: Severity
  discipline?: string
  company?: string
  system?: string
  location?: string
  row?: string
}

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** askedOf reads the address; what it does not understand is left out. */
export function askedOf(search: Record<string, unknown>): Asked {
  const word = <T extends string>(name: string, known: readonly T[] | Record<T, unknown>): T | undefined => {
    const all: readonly string[] = Array.isArray(known) ? known : Object.keys(known)
    return all.includes(String(search[name])) ? (String(search[name]) as T) : undefined
  }
  const asked: Asked = {
    show: word('show', shows) ?? 'open',
    q: search.q === undefined ? '' : String(search.q),
    sort: word('sort', sorts) ?? '-raised',
  }
  const given = {
    kind: word('kind', kinds),
    status: word('status', statuses),
    severity: word('severity', severities),
    ...Object.fromEntries(
      ['discipline', 'company', 'location', 'system', 'row'].map((name) => [
        name,
        id.test(String(search[name])) ? String(search[name]) : undefined,
      ]),
    ),
  }
  return { ...asked, ...withoutEmpty(given) } as Asked
}

/** searchOf is the address of a list, with only what differs from the usual. */
export function searchOf({ show, sort, ...rest }: Asked): Record<string, string> {
  return withoutEmpty({
    ...(show === 'open' ? {} : { show }),
    ...(sort === '-raised' ? {} : { sort }),
    ...rest,
  }) as Record<string, string>
}

/** isNarrowed tells whether anything but the choice of list leaves entries out. */
export const isNarrowed = ({ show: _, sort: __, ...rest }: Asked): boolean =>
  Object.values(rest).some((value) => Boolean(value))

const withoutEmpty = <T extends object>(all: T): Partial<T> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value)) as Partial<T>
