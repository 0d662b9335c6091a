import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { language, named } from '~/lib/locale'
import { StatusChip } from '~/ui/StatusChip'
import { dueOf, dueText } from '../due'
import { limitText, type Row, saysLimit } from '../limit'
import type { System } from '../systems'
import css from './mine.module.css'

/** inWords is a row's title or criterion in the reader's language, or else in the other. */
export function inWords(row: Row, part: 'title' | 'criterion'): string {
  const [da, en] = [row[`${part}_da`], row[`${part}_en`]]
  return language() === 'da' ? da || en : en || da
}

/** TestCard is one row to be tested: what, on which system, against which limit, by when. */
export function TestCard({
  row,
  system,
  today,
  search,
}: {
  row: Row
  system: System | undefined
  today: string
  search: Record<string, string>
}) {
  const project = useProject()
  const criterion = inWords(row, 'criterion')
  const limit = limitText(row)
  return (
    <li className={css.card}>
      <div className={css.what}>
        <Link to={`/projects/${project}/tests/${row.id}`} search={search}>
          {inWords(row, 'title')}
        </Link>
        <p className="muted">
          <span className="figures">{system?.tag ?? ''}</span>
          {system && ` ${named(system)}`}
        </p>
      </div>
      <p className={css.limit}>
        {criterion}
        {limit && !saysLimit(criterion, limit) && <strong className="figures"> {limit}</strong>}
      </p>
      <p className={css.due} data-due={dueOf(row.planned_on, today)}>
        {dueText(row.planned_on, today)}
      </p>
      <StatusChip status={row.status} />
      <IconChevronRight size={18} aria-hidden className={css.go} />
    </li>
  )
}
