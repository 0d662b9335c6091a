import { useQueries, useQuery } from '@tanstack/react-query'
import { useCan, useProject } from '~/api/access'
import type { ReadId } from '~/api/call'
import { reading, useRead } from '~/api/query'
import { language, named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { type Changed, citesVersion, isId, leadsTo, type Sought } from './refers'

const whole = { limit: 500 }
type Line = Record<string, unknown>

const text = (line: Line, key: string) => (typeof line[key] === 'string' ? (line[key] as string) : '')

/** called is what people call a row: by its tag or code, or else by its name or title. */
export function called(line: Line): string {
  const [first, second] = language() === 'da' ? ['da', 'en'] : ['en', 'da']
  const title = text(line, `title_${first}`) || text(line, `title_${second}`)
  const no = typeof line.no === 'number' ? m.audit_row_no({ no: String(line.no) }) : ''
  return (
    text(line, 'tag') ||
    [no, title].filter(Boolean).join(' ') ||
    text(line, 'code') ||
    named(line as { name_da?: string }) ||
    text(line, 'name')
  )
}

const reads: Record<Sought, ReadId> = {
  system: 'registers.system.read',
  component: 'registers.component.read',
  location: 'registers.location.read',
  type: 'registers.type.read',
  requirement: 'registers.requirement.read',
  row: 'registers.row.read',
}

/** Names tell what a reference, or the key of a project's own column, is called; one that is gone or may not be seen has no name. */
export type Names = (id: string) => string | undefined

/** sentWith are the names that pages of the history bring along, of what is gone too. */
export const sentWith = (pages: readonly { names?: Record<string, string> | null }[] | undefined) =>
  Object.assign({}, ...(pages ?? []).map(({ names }) => names ?? {})) as Record<string, string>

/**
 * useNames finds the names of everything that changes refer to: short lists whole, the others as they were
 * sent along, or else one by one.
 */
export function useNames(changes: readonly Changed[], sent: Record<string, string> = {}): Names {
  const path = { project: useProject() }
  const mayRequirements = useCan('requirements.view')
  const mayRegisters = useCan('registers.view')
  const { data: people } = useRead('accounts.person.list', { path })
  const { data: companies } = useRead('projects.company.list', { path })
  const { data: disciplines } = useRead('registers.discipline.list', { path, query: whole })
  const { data: phases } = useRead('registers.phase.list', { path, query: whole })
  const { data: methods } = useRead('registers.method.list', { path, query: whole })

  const { data: columns } = useRead('registers.column.list', { path })

  const sought = new Map<string, Sought>()
  for (const { table, fields } of changes) {
    for (const { field, before, after } of fields) {
      const to = leadsTo(table, field)
      if (!to || !(to === 'requirement' ? mayRequirements : mayRegisters)) continue
      for (const id of [before, after]) if (isId(id) && !(id in sent)) sought.set(id, to)
    }
  }
  const found = useQueries({
    queries: [...sought].map(([id, to]) => ({
      ...reading(reads[to] as 'registers.system.read', { path: { ...path, id } }),
      staleTime: 300_000,
      retry: false,
    })),
  })

  const cited = changes.flatMap(({ fields }) =>
    fields
      .filter(({ field }) => citesVersion(field))
      .flatMap(({ before, after }) => [before, after].filter(isId)),
  )
  const versions = useQuery({
    ...reading('documents.label.list', {
      path,
      query: { ids: JSON.stringify([...new Set(cited)].sort().slice(0, 200)) },
    }),
    enabled: cited.length > 0,
  }).data

  const names = new Map<string, string>()
  for (const one of versions?.items ?? []) {
    const { id, number, revision, state } = one
    if (state === 'seen') names.set(id, m.audit_version_of({ number, revision }))
  }
  for (const { id, name } of people?.items ?? []) names.set(id, name)
  for (const { id, name } of companies?.items ?? []) names.set(id, name)
  for (const list of [disciplines, methods])
    for (const one of list?.items ?? []) names.set(one.id, named(one))
  for (const one of columns?.items ?? []) names.set(one.field.replace(/^own\./, ''), named(one))
  for (const one of phases?.items ?? []) {
    names.set(one.id, one.milestone ? `${one.code} ${named(one)}` : named(one))
  }
  for (const { data } of found) if (data) names.set(data.id, called(data as unknown as Line))
  return (id) => names.get(id) ?? sent[id]
}
