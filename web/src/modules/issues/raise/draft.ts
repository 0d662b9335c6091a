import type { Body, Item } from '~/api/call'
import { type Kind, kinds, type Severity } from '../words'

type Row = Pick<Item<'registers.row.list'>, 'company' | 'system' | 'discipline' | 'status'>

/** From is where one came from, as the address tells. */
export type From = { row?: string; system?: string; kind?: Kind }

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** fromAddress reads where one came from; what is no id is left out. */
export function fromAddress(search: Record<string, unknown>): From {
  const ids = Object.fromEntries(
    ['row', 'system'].flatMap((name) => (id.test(String(search[name])) ? [[name, search[name]]] : [])),
  )
  return { ...ids, ...(String(search.kind) in kinds ? { kind: search.kind as Kind } : {}) }
}

/** Draft is an entry that is being written. */
export type Draft = {
  kind: Kind
  title: string
  severity: Severity
  description: string
  cause: string
  cost_effect: boolean
  company: string | null
  person: string | null
  due_on: string | null
  system: string | null
  component: string | null
  location: string | null
  discipline: string | null
}

/** draftOf begins an entry with what follows from where one came from: a failed row is its company's issue. */
export const draftOf = (from: From, row: Row | undefined): Draft => ({
  kind: from.kind ?? (row?.status === 'failed' ? 'issue' : 'observation'),
  title: '',
  severity: row?.status === 'failed' ? 'major' : 'minor',
  description: '',
  cause: '',
  cost_effect: false,
  company: row?.company ?? null,
  person: null,
  due_on: null,
  system: row?.system ?? from.system ?? null,
  component: null,
  location: null,
  discipline: row?.discipline ?? null,
})

/** bodyOf is the entry as the server takes it; what is empty is left out. */
export function bodyOf(
  { kind, title, ...rest }: Draft,
  { id, row }: { id: string } & From,
  photos: string[],
): Body<'issues.entry.raise'> {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value))
  return {
    id,
    kind,
    title,
    ...given,
    ...(row ? { row } : {}),
    ...(photos.length > 0 ? { photos } : {}),
  }
}
