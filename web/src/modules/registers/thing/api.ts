import { queryOptions } from '@tanstack/react-query'
import { type Answer, call } from '~/api/call'
import type { Problem } from '~/api/problem'
import { reading } from '~/api/query'
import { flat } from './own'
import type { Thing } from './things'

/** Line is a row of any register as the server answers it. */
export type Line = {
  id: string
  version: number
  created_at?: string
  changed_at?: string
  created_by?: string
  [field: string]: unknown
}

/** Condition is one line of a filter. */
export type Condition = { field: string; op: string; value?: unknown }

/** Ask is which rows of a register are meant, and in which order. */
export type Ask = {
  sort?: string | undefined
  filter?: readonly Condition[] | undefined
  q?: string | undefined
  /** group puts the rows of one value of a field together. */
  group?: string | undefined
  /** at is the moment that the register is looked at as it stood. */
  at?: string | undefined
}

/** Lines is a page of rows. */
export type Lines = { items: Line[]; next?: string; total?: number }

type Page = Ask & { limit?: number; after?: string | undefined; count?: boolean }

const asked = ({ filter, ...rest }: Page) => ({
  ...rest,
  ...(filter?.length ? { filter: JSON.stringify(filter) } : {}),
})

// The registers' operations are of one form, and the rows of them one to the screens; the types are told so here.
type Rows = 'registers.row'
const operation = <Verb extends 'list' | 'read' | 'change' | 'change_many' | 'change_all'>(
  thing: Thing,
  verb: Verb,
) => `registers.${thing}.${verb}` as `${Rows}.${Verb}`

/** readingLines describes the reading of a page of a register for the query cache. */
export const readingLines = (thing: Thing, project: string, page: Page = {}) =>
  reading(operation(thing, 'list'), { path: { project }, query: asked(page) })

/** readLines reads a page of a register. */
export async function readLines(
  thing: Thing,
  project: string,
  page: Page,
  signal?: AbortSignal,
): Promise<Lines> {
  const found = (await call(operation(thing, 'list'), {
    path: { project },
    query: asked(page),
    ...(signal ? { signal } : {}),
  })) as unknown as Lines
  return { ...found, items: found.items.map(flat) }
}

/** readingTotal describes the counting of a whole register; it is counted again when rows come or go. */
export const readingTotal = (thing: Thing, project: string) =>
  queryOptions<number, Problem>({
    queryKey: ['registers.total', thing, project],
    queryFn: async ({ signal }) =>
      (await readLines(thing, project, { sort: 'id', limit: 1, count: true }, signal)).total ?? 0,
  })

/** readingLine describes the reading of one row. */
export const readingLine = (thing: Thing, project: string, id: string) =>
  reading(operation(thing, 'read'), { path: { project, id } })

/** changeOperation names the change of one row. */
export const changeOperation = (thing: Thing) => operation(thing, 'change')

/** Outcomes are what became of many changes. */
export type Outcomes = Answer<'registers.row.change_many'>

/** ChangeOne is one of many changes. */
export type ChangeOne = {
  id: string
  base?: number
  create?: boolean
  delete?: boolean
  set?: Record<string, unknown>
}

/** mostAtOnce is how many rows the server changes in one act. */
export const mostAtOnce = 10_000

/** changeMany changes many rows of a register in one act. */
export const changeMany = (thing: Thing, project: string, changes: ChangeOne[]): Promise<Outcomes> =>
  call(operation(thing, 'change_many'), { path: { project }, body: { changes } as never })

/** changeAllOf gives fields the same value in all rows that are meant, or tells what that would come to. */
export const changeAllOf = (
  thing: Thing,
  project: string,
  { filter = [], q }: Ask,
  set: Record<string, unknown>,
  preview: boolean,
): Promise<Answer<'registers.row.change_all'>> =>
  call(operation(thing, 'change_all'), {
    path: { project },
    body: { filter: [...filter], ...(q ? { q } : {}), set, ...(preview ? { preview } : {}) } as never,
  })

/** eachPage reads all pages of a register, one after the other, until it is told to stop. */
export async function eachPage(
  thing: Thing,
  project: string,
  ask: Ask,
  take: (lines: Line[], total: number | undefined) => boolean | undefined,
) {
  let after: string | undefined
  let total: number | undefined
  do {
    const page = await readLines(thing, project, { ...ask, limit: 500, after, count: after === undefined })
    total ??= page.total
    if (take(page.items, total) === false) return
    after = page.next
  } while (after)
}
