import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import css from './notes.module.css'

const icons = { plain: IconInfoCircle, warn: IconAlertTriangle, good: IconCircleCheck }

/** Note says something worth knowing, in place; it is no error. */
export function Note({ tone = 'plain', children }: { tone?: keyof typeof icons; children: ReactNode }) {
  const Icon = icons[tone]
  return (
    <div className={css.note} data-tone={tone} role="status">
      <Icon size={18} aria-hidden />
      <div>{children}</div>
    </div>
  )
}
