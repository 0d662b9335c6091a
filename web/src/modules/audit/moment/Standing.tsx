import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { m } from '~/lib/paraglide/messages'
import { Deltas } from '../entries/ChangeLine'
import css from '../entries/entries.module.css'
import type { Names } from '../names'
import { fieldsOf } from './images'

/** Standing names a row as it stood, and shows its fields on asking. */
export function Standing({
  label,
  to,
  image,
  names,
}: {
  label: string
  to: string
  image: unknown
  names: Names
}) {
  const [open, setOpen] = useState(false)
  return (
    <div>
      <Link to={to} className={css.row}>
        {label}
      </Link>{' '}
      <button type="button" className={css.link} aria-expanded={open} onClick={() => setOpen(!open)}>
        {m.audit_moment_fields()}
      </button>
      {open && <Deltas fields={fieldsOf(image)} op="I" names={names} />}
    </div>
  )
}
