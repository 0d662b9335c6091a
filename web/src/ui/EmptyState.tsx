import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import css from './notes.module.css'

/** EmptyState says why there is nothing here yet, and offers what one does first. */
export function EmptyState({
  icon: Mark,
  title,
  children,
  acts,
}: {
  icon: Icon
  title: string
  children?: ReactNode
  acts?: ReactNode
}) {
  return (
    <div className={css.state}>
      <span className={css.mark}>
        <Mark size={24} stroke={1.75} aria-hidden />
      </span>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {acts && <div className={css.acts}>{acts}</div>}
    </div>
  )
}
