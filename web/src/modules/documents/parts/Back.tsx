import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import css from './parts.module.css'

/** Back leads to the list that a page belongs to. */
export function Back({ to, children }: { to: string; children: string }) {
  const project = useProject()
  return (
    <Link to={`/projects/${project}/${to}`} className={css.back}>
      <IconArrowLeft size={18} aria-hidden />
      {children}
    </Link>
  )
}
