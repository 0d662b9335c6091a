import { useEffect, useId, useRef } from 'react'
import type { StaleField } from '~/api/problem'
import { m } from '~/lib/paraglide/messages'
import { Note } from './Note'
import css from './stale.module.css'

/** Side is whose value is to stand. */
export type Side = 'theirs' | 'yours'

/**
 * StaleChoice shows, field by field, what somebody else wrote while the reader
 * was writing, and lets the reader say what is to stand.
 */
export function StaleChoice({
  fields,
  name,
  show,
  chosen,
  onChoose,
}: {
  fields: readonly StaleField[]
  /** name gives the words for a field, show those for a value of it. */
  name: (field: string) => string
  show: (field: string, value: unknown) => string
  chosen: Record<string, Side>
  onChoose: (field: string, side: Side) => void
}) {
  const id = useId()
  const first = useRef<HTMLDivElement>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <div className={css.all} ref={first} tabIndex={-1}>
      <Note tone="warn">
        <strong>{m.ui_stale_title()}</strong>
        <p>{m.ui_stale_about()}</p>
      </Note>
      {fields.map(({ field, theirs, yours }) => (
        <fieldset key={field} className={css.field}>
          <legend>{name(field)}</legend>
          {(
            [
              ['yours', yours, m.ui_stale_yours()],
              ['theirs', theirs, m.ui_stale_theirs()],
            ] as const
          ).map(([side, value, words]) => (
            <label
              key={side}
              className={css.side}
              data-chosen={(chosen[field] ?? 'yours') === side || undefined}
            >
              <input
                type="radio"
                name={`${id}-${field}`}
                checked={(chosen[field] ?? 'yours') === side}
                onChange={() => onChoose(field, side)}
              />
              <span>
                <small>{words}</small>
                {show(field, value) || m.ui_stale_empty()}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  )
}
