import type { PointGroup } from 'signature_pad'
import { runPlace } from '~/lib/unsent'
import { uuid } from '~/lib/uuid'
import type { Given } from './judge'

/** Waiting is an answer that the server does not have yet: what it says, since when, and on top of which version. */
export type Waiting = { body: Omit<Given, 'base'>; base: number; key: string; at: string }

/** Shot is a photo that the server does not have yet; `replaces` is the one it was drawn on. */
export type Shot = { id: string; step: string; replaces?: string }

/** Enclosing is a file that the test does not enclose yet; `file` is set once its bytes are with the server. */
export type Enclosing = { id: string; name: string; file?: string }

/** Kept is what this device keeps of a test until the server has it. */
export type Kept = {
  answers: Record<string, Waiting>
  shots: Shot[]
  files: Enclosing[]
  strokes: Record<string, PointGroup[]>
}

const nothing: Kept = { answers: {}, shots: [], files: [], strokes: {} }

/** readKept finds what this device keeps of a test. */
export function readKept(run: string): Kept {
  try {
    const text = localStorage.getItem(runPlace(run))
    if (text) return { ...nothing, ...(JSON.parse(text) as Partial<Kept>) }
  } catch {
    // What cannot be read is begun again.
  }
  return nothing
}

/** keep keeps what the server does not have, and forgets a test of which it has all. */
export function keep(run: string, kept: Kept) {
  const empty =
    Object.keys(kept.answers).length === 0 &&
    kept.shots.length === 0 &&
    kept.files.length === 0 &&
    Object.keys(kept.strokes).length === 0
  try {
    if (empty) localStorage.removeItem(runPlace(run))
    else localStorage.setItem(runPlace(run), JSON.stringify(kept))
  } catch {
    // A device that keeps nothing still sends; only a reload without a network would lose answers.
  }
}

/**
 * waitingWith is what waits for a step after one more answer. It stands on the
 * version that was seen when the first of them was given, so that what somebody
 * else said meanwhile is noticed; the same text keeps its key, so that sending
 * twice answers once.
 */
export function waitingWith(
  had: Waiting | undefined,
  body: Waiting['body'],
  version: number,
  now: Date,
): Waiting {
  if (had && JSON.stringify(had.body) === JSON.stringify(body)) return had
  return { body, base: had?.base ?? version, key: uuid(), at: now.toISOString() }
}
