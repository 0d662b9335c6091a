import type { PointGroup } from 'signature_pad'
import type { Body } from '~/api/call'
import { parseNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { testPlace } from '~/lib/unsent'
import { uuid } from '~/lib/uuid'
import { isMeasured, type Limit, verdictOf } from '../limit'

/** Result is what a test came to. */
export type Result = Body<'verification.test.record'>['result']

/** Shot is a photo of the test under way, or by its name a file of another kind; it has a file once the server has it. */
export type Shot = { id: string; file?: string; name?: string }

/** Sending is one text that was sent, under which key, and when. */
export type Sending = { text: string; key: string; at: string }

/** Draft is a test that is being written; it lives on this device until the server has it. */
export type Draft = {
  id: string
  measured: string
  observed: string
  result: Result | null
  note: string
  photos: Shot[]
  name: string
  strokes: PointGroup[]
  /** signature is the file of the strokes, once the server has it. */
  signature: string | null
  /** sent is what was last sent; the same is sent again as the same. */
  sent: Sending | null
}

/** newDraft is a test of which nothing is written yet; the signer is whoever signed last on this device. */
export const newDraft = (name = ''): Draft => ({
  id: uuid(),
  measured: '',
  observed: '',
  result: null,
  note: '',
  photos: [],
  name,
  strokes: [],
  signature: null,
  sent: null,
})

/** isBegun tells whether there is anything in a draft to lose. */
export const isBegun = (draft: Draft): boolean =>
  Boolean(draft.measured || draft.observed || draft.result || draft.note) ||
  draft.photos.length > 0 ||
  draft.strokes.length > 0

/** readDraft finds what was written for a row on this device. */
export function readDraft(row: string, name: string): Draft {
  try {
    const kept = localStorage.getItem(testPlace(row))
    if (kept) return { ...newDraft(name), ...(JSON.parse(kept) as Draft) }
  } catch {
    // What cannot be read is begun again.
  }
  return newDraft(name)
}

/** keepDraft keeps what is written for a row, and forgets one of which nothing is written. */
export function keepDraft(row: string, draft: Draft) {
  try {
    if (isBegun(draft)) localStorage.setItem(testPlace(row), JSON.stringify(draft))
    else localStorage.removeItem(testPlace(row))
  } catch {
    // A device that keeps nothing still sends; only a reload would lose the draft.
  }
}

/** forgetDraft removes what the server now has. */
export function forgetDraft(row: string) {
  try {
    localStorage.removeItem(testPlace(row))
  } catch {
    // There is nothing kept to forget.
  }
}

/** Wrong says what is to be corrected in a draft, by field. */
export type Wrong = Partial<Record<'measured' | 'result' | 'note' | 'signed_name', string>>

/** wrongIn finds what would be refused, before anything is sent. */
export function wrongIn(draft: Draft, limit: Limit): Wrong {
  const wrong: Wrong = {}
  const measured = parseNumber(draft.measured)
  const passed = draft.result === 'passed' || draft.result === 'passed_with_remarks'
  if (isMeasured(limit)) {
    if (draft.measured.trim() && measured === undefined) wrong.measured = m.ui_not_a_number()
    else if (measured === undefined && passed) wrong.measured = m.verification_needs_value()
  }
  if (!draft.result) wrong.result = m.verification_needs_result()
  else if (draft.result === 'passed' && verdictOf(limit, measured) === 'outside') {
    wrong.result = m.verification_outside_passed()
  }
  if (draft.result && draft.result !== 'passed' && !draft.note.trim())
    wrong.note = m.verification_needs_note()
  if (draft.strokes.length > 0 && !draft.name.trim()) wrong.signed_name = m.verification_needs_name()
  return wrong
}

/** bodyOf is the test as the server takes it. */
export function bodyOf(draft: Draft, limit: Limit): Body<'verification.test.record'> {
  const measured = isMeasured(limit) ? parseNumber(draft.measured) : undefined
  const observed = isMeasured(limit) ? '' : draft.observed.trim()
  const note = draft.note.trim()
  const sent = draft.photos.filter(({ file }) => file)
  const photos = sent.filter(({ name }) => !name).flatMap(({ file }) => file ?? [])
  const enclosures = sent.filter(({ name }) => name).flatMap(({ file }) => file ?? [])
  return {
    id: draft.id,
    result: draft.result ?? 'in_progress',
    ...(measured === undefined ? {} : { measured }),
    ...(observed ? { measured_text: observed } : {}),
    ...(note ? { note } : {}),
    ...(photos.length > 0 ? { photos } : {}),
    ...(enclosures.length > 0 ? { enclosures } : {}),
    ...(draft.signature ? { signature: draft.signature, signed_name: draft.name.trim() } : {}),
  }
}

/** sendingOf gives the same text the same key and time as before, so that sending twice records once. */
export function sendingOf(draft: Draft, text: string, now: Date): Sending {
  return draft.sent?.text === text ? draft.sent : { text, key: uuid(), at: now.toISOString() }
}
