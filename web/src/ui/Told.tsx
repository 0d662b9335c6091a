import type { ReactNode } from 'react'
import { initials } from '~/lib/initials'
import css from './told.module.css'

/** Line is one thing that happened: who did what, what they said of it, and when. */
export type Line = { id: string; kind: string; who: string; did: ReactNode; note: string; when: ReactNode }

/** Told tells what happened to something, line by line; nobody changes it. */
export function Told({ lines }: { lines: readonly Line[] }) {
  return (
    <ol className={css.told}>
      {lines.map(({ id, kind, who, did, note, when }) => (
        <li key={id} data-kind={kind}>
          <span className={css.initials} aria-hidden>
            {initials(who)}
          </span>
          <div>
            <p>
              <strong>{who}</strong> {did}
            </p>
            {note && <p className={css.note}>{note}</p>}
            <p className={`${css.when} muted figures`}>{when}</p>
          </div>
        </li>
      ))}
    </ol>
  )
}
