import type { ReactNode } from 'react'
import css from './buttons.module.css'

/** FormButtons ends a sheet with what one can do about it, the main act last where the thumb is. */
export function FormButtons({ children }: { children: ReactNode }) {
  return <div className={css.buttons}>{children}</div>
}
