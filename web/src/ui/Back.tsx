import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import css from './page.module.css'

/** Back leads from a page to the one above it. */
export function Back({ to, search, children }: { to: string; search?: object; children: ReactNode }) {
  return (
    <Link to={to} search={(search ?? {}) as never} className={css.back}>
      <IconArrowLeft size={18} aria-hidden />
      {children}
    </Link>
  )
}
