import type { ReactNode } from 'react'
import css from './page.module.css'

/** Page is the room a screen has: `text` for reading and forms, `wide` for tables, `full` to the edges. */
export function Page({
  width = 'wide',
  children,
}: {
  width?: 'text' | 'wide' | 'full'
  children: ReactNode
}) {
  return (
    <div className={css.page} data-width={width}>
      {children}
    </div>
  )
}

/** Panel is a part of a page with a heading of its own. */
export function Panel({
  title,
  under,
  acts,
  children,
}: {
  title?: string
  under?: ReactNode
  acts?: ReactNode
  children: ReactNode
}) {
  return (
    <section className={css.panel}>
      {(title || acts) && (
        <div className={css.heading}>
          <div>
            {title && <h2>{title}</h2>}
            {under && <p className={css.under}>{under}</p>}
          </div>
          {acts && <div className={css.acts}>{acts}</div>}
        </div>
      )}
      {children}
    </section>
  )
}
