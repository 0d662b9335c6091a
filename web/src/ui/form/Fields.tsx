import type { ReactNode } from 'react'
import css from './form.module.css'

/** Fields stands fields under each other; `side` puts them beside each other where there is room. */
export function Fields({ side = false, children }: { side?: boolean; children: ReactNode }) {
  return <div className={side ? css.pair : css.stack}>{children}</div>
}
