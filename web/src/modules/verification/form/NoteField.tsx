import { Textarea } from '@mantine/core'
import { m } from '~/lib/paraglide/messages'
import type { Result } from './draft'
import css from './form.module.css'

/** phrases are what is said most about each result; one tap writes them. */
const phrases: Record<Result, (() => string)[]> = {
  passed: [m.verification_phrase_as_expected, m.verification_phrase_see_photo],
  failed: [
    m.verification_phrase_outside,
    m.verification_phrase_missing,
    m.verification_phrase_damaged,
    m.verification_phrase_not_marked,
    m.verification_phrase_see_photo,
  ],
  not_applicable: [
    m.verification_phrase_dropped,
    m.verification_phrase_covered,
    m.verification_phrase_not_here,
  ],
  passed_with_remarks: [
    m.verification_phrase_agreed,
    m.verification_phrase_papers_later,
    m.verification_phrase_not_marked,
    m.verification_phrase_see_photo,
  ],
  in_progress: [
    m.verification_phrase_no_access,
    m.verification_phrase_waiting_balancing,
    m.verification_phrase_waiting_bms,
    m.verification_phrase_no_instrument,
  ],
}

/** withPhrase adds a phrase to what is written, once. */
export function withPhrase(note: string, phrase: string): string {
  const written = note.trim()
  if (written.includes(phrase)) return note
  return written ? `${written}${/[.!?]$/.test(written) ? '' : '.'} ${phrase}` : phrase
}

/** NoteField says what was found; everything but a plain pass needs it. */
export function NoteField({
  result,
  note,
  wrong,
  onNote,
}: {
  result: Result | null
  note: string
  wrong: string | undefined
  onNote: (note: string) => void
}) {
  return (
    <div className={css.stack}>
      <Textarea
        label={m.verification_note()}
        description={result && result !== 'passed' ? m.verification_note_about() : undefined}
        withAsterisk={result !== null && result !== 'passed'}
        aria-required={result !== null && result !== 'passed' ? true : undefined}
        value={note}
        onChange={(event) => onNote(event.currentTarget.value)}
        error={wrong}
        rows={3}
        maxLength={10_000}
      />
      {result && (
        <ul className={css.phrases} aria-label={m.verification_phrases()}>
          {phrases[result].map((phrase) => (
            <li key={phrase()}>
              <button type="button" onClick={() => onNote(withPhrase(note, phrase()))}>
                {phrase()}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
