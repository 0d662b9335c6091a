import { clockOffset, heard } from '~/lib/clock'
import { language } from '~/lib/locale'
import { uuid } from '~/lib/uuid'
import { Problem, problemOf, unreachable } from './problem'

/** Sending is all there is to one request beside its address. */
export type Sending = {
  body?: unknown
  headers?: Record<string, string> | undefined
  signal?: AbortSignal | undefined
}

let onSignedOut: () => void = () => {}

/** whenSignedOut says what happens when the server no longer knows who is asking. */
export function whenSignedOut(act: () => void) {
  onSignedOut = act
}

let confirming: () => Promise<boolean> = async () => false

/** whenUnconfirmed says how the reader shows once more who they are; what they wanted is then done by itself. */
export function whenUnconfirmed(ask: () => Promise<boolean>) {
  confirming = ask
}

/**
 * headersFor are the headers of every request: the reader's language, on a write a key that makes sending twice safe,
 * and beside a time of this device how far its clock is off.
 */
export function headersFor(method: string, given: Record<string, string> = {}): Record<string, string> {
  const off = 'Captured-At' in given ? clockOffset() : undefined
  return {
    Accept: 'application/json, application/problem+json',
    'Accept-Language': language(),
    ...(method === 'GET' ? {} : { 'Idempotency-Key': uuid() }),
    ...(off === undefined ? {} : { 'Clock-Offset': String(off) }),
    ...given,
  }
}

/** send makes one request and gives what it answers; everything else becomes a Problem. */
export async function send(method: string, address: string, sending: Sending = {}): Promise<unknown> {
  const text = await (await ask(method, address, sending)).text()
  return text === '' ? undefined : JSON.parse(text)
}

/** ask makes one request and gives its answer unread; everything but a good one becomes a Problem. */
export async function ask(method: string, address: string, sending: Sending = {}): Promise<Response> {
  try {
    return await once(method, address, sending)
  } catch (error) {
    if (error instanceof Problem && error.reason === 'confirm' && (await confirming()))
      return once(method, address, sending)
    throw error
  }
}

async function once(method: string, address: string, { body, headers, signal }: Sending): Promise<Response> {
  const raw = body instanceof Blob
  let answer: Response
  try {
    answer = await fetch(address, {
      method,
      credentials: 'same-origin',
      headers: {
        ...(body === undefined || raw ? {} : { 'Content-Type': 'application/json' }),
        ...headersFor(method, headers),
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw unreachable()
  }
  heard(answer.headers.get('date'))
  if (!answer.ok) {
    const problem = await problemOf(answer)
    if (problem.kind === 'signed-out') onSignedOut()
    throw problem
  }
  return answer
}
