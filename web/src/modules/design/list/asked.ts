import type { Status } from '../words'
import { statuses } from '../words'

/** Show is which answers are listed: those that wait for the reader, their company's, the overdue, the open, or all. */
export type Show = 'mine' | 'company' | 'overdue' | 'open' | 'all'

/** shows are the lists, in the order they are offered. */
export const shows: readonly Show[] = ['mine', 'company', 'overdue', 'open', 'all']

/** Asked is what the address says of the list. */
export type Asked = {
  show: Show
  q: string
  status?: Status
  discipline?: string
  company?: string
  phase?: string
  requirement?: string
}

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const refers = ['discipline', 'company', 'phase', 'requirement'] as const

/** askedOf reads the address; what it does not understand is left out. */
export function askedOf(search: Record<string, unknown>): Asked {
  const text = (name: string) => (search[name] === undefined ? '' : String(search[name]))
  const asked: Asked = {
    show: shows.find((one) => one === text('show')) ?? 'open',
    q: text('q'),
  }
  if (text('status') in statuses) asked.status = text('status') as Status
  for (const name of refers) if (id.test(text(name))) asked[name] = text(name)
  return asked
}

/** searchOf is the address of a list, with only what differs from the usual. */
export const searchOf = ({ show, q, ...rest }: Asked): Record<string, string> => ({
  ...(show === 'open' ? {} : { show }),
  ...(q ? { q } : {}),
  ...(rest as Record<string, string>),
})

/** isNarrowed tells whether anything but the choice of list leaves answers out. */
export const isNarrowed = ({ show: _, ...rest }: Asked): boolean => Object.values(rest).some(Boolean)
