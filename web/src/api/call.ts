import type { operations } from './generated'
import { places } from './operations'
import { send } from './send'

/** OperationId is the name of anything the server can be asked, such as `projects.project.list`. */
export type OperationId = keyof operations & keyof typeof places

/** ReadId is an operation that only reads; WriteId is one that changes something. */
export type ReadId = {
  [Id in OperationId]: (typeof places)[Id] extends `GET ${string}` ? Id : never
}[OperationId]
export type WriteId = Exclude<OperationId, ReadId>

type Parameters<Id extends OperationId> = operations[Id]['parameters']
type PathOf<Id extends OperationId> = NonNullable<Parameters<Id>['path']>
type QueryOf<Id extends OperationId> = NonNullable<Parameters<Id>['query']>

/** Sendable lets a field that may be left out be undefined as well; neither is sent. */
type Sendable<T> = T extends Blob ? T : { [K in keyof T]: undefined extends T[K] ? T[K] | undefined : T[K] }

type RequestOf<Id extends OperationId> = operations[Id] extends { requestBody?: infer Request }
  ? NonNullable<Request>
  : never

/** Body is what an operation takes: JSON, or a file as it is. */
export type Body<Id extends OperationId> = [RequestOf<Id>] extends [never]
  ? never
  : RequestOf<Id> extends { content: { 'application/json': infer Json } }
    ? Sendable<Json>
    : Blob

type Success = 200 | 201 | 202
type Content<Answer> = Answer extends { content: { 'application/json': infer Json } } ? Json : undefined

/** Answer is what an operation gives. */
export type Answer<Id extends OperationId> = operations[Id]['responses'] extends infer Responses
  ? Extract<keyof Responses, Success> extends never
    ? undefined
    : Content<Responses[Extract<keyof Responses, Success>]>
  : never

/** Item is one line of an operation that lists. */
export type Item<Id extends OperationId> = Answer<Id> extends { items?: (infer One)[] | null } ? One : never

type Part<Name extends string, T> = [T] extends [never] ? unknown : { [K in Name]: T }

/** Options are the parts of one call: what its path, its query and its body hold. */
export type Options<Id extends OperationId> = Part<'path', PathOf<Id>> &
  Part<'body', Body<Id>> & {
    query?: Sendable<QueryOf<Id>>
    headers?: Record<string, string>
    signal?: AbortSignal
  }

/** Args are the options, which may be left out where nothing in them is needed. */
export type Args<Id extends OperationId> =
  object extends Options<Id> ? [options?: Options<Id>] : [options: Options<Id>]

type Loose = {
  path?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** addressOf is the method and the address of a call. */
export function addressOf(
  id: OperationId,
  { path = {}, query = {} }: Loose = {},
): [method: string, address: string] {
  const [method = '', pattern = ''] = places[id].split(' ')
  const address = pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = path[name]
    if (value === undefined || value === '') throw new Error(`${id} needs ${name}`)
    return encodeURIComponent(String(value))
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue
    search.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  const asked = search.toString()
  return [method, asked ? `${address}?${asked}` : address]
}

/**
 * call asks the server for one operation by its name, with its path, query and
 * body typed as the server describes them. What goes wrong is a Problem.
 */
export async function call<Id extends OperationId>(id: Id, ...[options]: Args<Id>): Promise<Answer<Id>> {
  const loose = (options ?? {}) as Loose
  const [method, address] = addressOf(id, loose)
  return (await send(method, address, {
    ...(loose.body === undefined ? {} : { body: loose.body }),
    headers: loose.headers,
    signal: loose.signal,
  })) as Answer<Id>
}
