import { m } from '~/lib/paraglide/messages'
import css from './skeletons.module.css'

const many = (count: number) => Array.from({ length: count }, (_, i) => i)

/** Lines stands where rows of a list are on their way. */
export function Lines({ count = 6 }: { count?: number }) {
  return (
    <div className={css.lines} role="status" aria-label={m.ui_loading()}>
      {many(count).map((i) => (
        <span key={i} className={css.line} style={{ width: `${92 - ((i * 17) % 38)}%` }} />
      ))}
    </div>
  )
}

/** Cards stands where cards are on their way. */
export function Cards({ count = 3 }: { count?: number }) {
  return (
    <div className={css.cards} role="status" aria-label={m.ui_loading()}>
      {many(count).map((i) => (
        <span key={i} className={css.card} />
      ))}
    </div>
  )
}

/** PageSkeleton stands where a whole page is on its way. */
export function PageSkeleton() {
  return (
    <div className={css.page}>
      <span className={css.title} />
      <Lines count={8} />
    </div>
  )
}
