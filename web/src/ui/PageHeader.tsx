import type { ReactNode } from 'react'
import css from './page.module.css'

/** PageHeader opens a page: its name, what belongs under the name, and what one does here. */
export function PageHeader({
  title,
  under,
  acts,
  above,
}: {
  title: string
  under?: ReactNode
  acts?: ReactNode
  above?: ReactNode
}) {
  return (
    <header className={css.header}>
      <title>{`${title} · CXweb`}</title>
      {above && <div className={css.above}>{above}</div>}
      <div className={css.names}>
        <h1 tabIndex={-1}>{title}</h1>
        {under && <div className={css.under}>{under}</div>}
      </div>
      {acts && <div className={css.acts}>{acts}</div>}
    </header>
  )
}
