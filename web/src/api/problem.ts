import { m } from '~/lib/paraglide/messages'

/** Kind is what sort of problem it is; `unreachable` is the client's own, when no answer came. */
export type Kind =
  | 'invalid'
  | 'signed-out'
  | 'denied'
  | 'not-found'
  | 'conflict'
  | 'stale'
  | 'too-large'
  | 'too-many'
  | 'unavailable'
  | 'internal'
  | 'unreachable'

/** StaleField is a field that somebody else changed while it was being edited here. */
export type StaleField = { field: string; base?: unknown; theirs?: unknown; yours?: unknown }

type Body = {
  type?: string
  title?: string
  detail?: string
  status?: number
  reference?: string
  errors?: { pointer: string; detail: string }[]
  fields?: StaleField[]
  ways?: string[]
  ticket?: string
}

/** Problem is the one error that people meet: the server's problem details (RFC 9457), or that no answer came. */
export class Problem extends Error {
  readonly kind: Kind
  /** reason tells problems of one kind apart, such as `second-factor`. */
  readonly reason: string | undefined
  readonly detail: string | undefined
  readonly status: number
  readonly reference: string | undefined
  /** errors holds what is wrong with each field, by the field's name. */
  readonly errors: ReadonlyMap<string, string>
  /** fields holds what somebody else changed meanwhile, when the kind is `stale`. */
  readonly fields: readonly StaleField[]
  /** ways are those by which the problem is overcome, where one chooses. */
  readonly ways: readonly string[]
  /** ticket is what a second request goes on with. */
  readonly ticket: string | undefined

  constructor(body: Body) {
    super(body.title || m.ui_unexpected())
    this.name = 'Problem'
    const [, kind, reason] = /^\/problems\/([a-z-]+)(?:\/([a-z-]+))?/.exec(body.type ?? '') ?? []
    this.kind = (kind as Kind | undefined) ?? 'internal'
    this.reason = reason
    this.detail = body.detail
    this.status = body.status ?? 0
    this.reference = body.reference
    this.errors = new Map(body.errors?.map((e) => [fieldOf(e.pointer), e.detail]))
    this.fields = body.fields ?? []
    this.ways = body.ways ?? []
    this.ticket = body.ticket
  }
}

/** onlyFor is the problem with the errors of some fields alone; nothing when none of them is wrong. */
export function onlyFor(problem: Problem | null, wanted: (field: string) => boolean): Problem | null {
  const errors = [...(problem?.errors ?? [])].filter(([field]) => wanted(field))
  if (!problem || errors.length === 0) return null
  return new Problem({
    type: `/problems/${problem.kind}`,
    title: problem.message,
    status: problem.status,
    errors: errors.map(([field, detail]) => ({ pointer: `#/${field}`, detail })),
  })
}

/** fieldOf turns a JSON pointer such as `#/phases/0/name_da` into the name of its field, `phases/0/name_da`. */
export function fieldOf(pointer: string): string {
  return pointer.replace(/^#?\//, '').replaceAll('~1', '/').replaceAll('~0', '~')
}

/** isStale tells that somebody else changed the same fields first. */
export const isStale = (error: unknown): error is Problem =>
  error instanceof Problem && error.kind === 'stale'

/** unreachable is the problem of getting no answer at all. */
export const unreachable = (): Problem =>
  new Problem({ type: '/problems/unreachable', title: m.ui_unreachable(), detail: m.ui_unreachable_detail() })

/** asProblem makes a problem of whatever was thrown, so that a screen has one kind of error to show. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem({
    type: '/problems/internal',
    title: m.ui_unexpected(),
    detail: m.ui_unexpected_detail(),
  })
}

/** problemOf reads the problem in an answer that is not a success, even when a proxy wrote it. */
export async function problemOf(answer: { status: number; text: () => Promise<string> }): Promise<Problem> {
  const kinds: Record<number, Kind> = {
    401: 'signed-out',
    403: 'denied',
    404: 'not-found',
    409: 'conflict',
    412: 'stale',
    413: 'too-large',
    422: 'invalid',
    429: 'too-many',
    502: 'unavailable',
    503: 'unavailable',
    504: 'unavailable',
  }
  const fallback = { type: `/problems/${kinds[answer.status] ?? 'internal'}`, status: answer.status }
  try {
    return new Problem({ ...fallback, ...(JSON.parse(await answer.text()) as Body) })
  } catch {
    return new Problem({ ...fallback, detail: m.ui_unexpected_detail() })
  }
}
