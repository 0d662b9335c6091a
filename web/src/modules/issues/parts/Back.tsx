import { IconArrowLeft } from '@tabler/icons-react'
import { Link, useSearch } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import { askedOf, searchOf } from '../list/asked'
import css from './parts.module.css'

/** Back leads to the list that one came from, as the address tells. */
export function Back() {
  const project = useProject()
  const asked = askedOf(useSearch({ strict: false }) as Record<string, unknown>)
  return (
    <Link to={`/projects/${project}/log`} search={searchOf(asked) as never} className={css.back}>
      <IconArrowLeft size={18} aria-hidden />
      {m.issues_back()}
    </Link>
  )
}
