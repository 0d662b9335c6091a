import {
  type Icon,
  IconAlertOctagon,
  IconBuildingFactory,
  IconClipboardCheck,
  IconClockExclamation,
  IconSquareCheck,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCan, useProject } from '~/api/access'
import { reading } from '~/api/query'
import { today } from '~/lib/date'
import { formatNumber, formatShare } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import css from './figures.module.css'
import { isLate, type To, toRows } from './links'
import { done, rowsOf, shareOf } from './tally'
import type { Progress } from './useProgress'

/** Figures are the five numbers that one looks for first; each leads to the rows that it counts. */
export function Figures({ progress }: { progress: Progress }) {
  const project = useProject()
  const mayTest = useCan('tests.view')
  const { data: mine } = useQuery(
    reading('registers.row.mine', { path: { project }, query: { limit: 1, count: true } }),
  )
  const { all, late, systems } = progress
  const failed = rowsOf(all, ['failed'])
  const share = shareOf(all)
  return (
    <ul className={css.figures} aria-label={m.overview_figures()}>
      <Figure
        icon={IconBuildingFactory}
        label={m.overview_systems()}
        value={formatNumber(systems)}
        link={{ to: `/projects/${project}/registers/systems`, search: {} as never }}
      />
      <Figure
        icon={IconSquareCheck}
        label={m.overview_verified()}
        value={share === undefined ? '–' : formatShare(share)}
        about={m.overview_verified_of({
          done: formatNumber(rowsOf(all, done)),
          all: formatNumber(rowsOf(all) - rowsOf(all, ['not_applicable'])),
        })}
        link={toRows(project, { field: 'status', op: 'in', value: done })}
      />
      <Figure
        icon={IconClockExclamation}
        label={m.overview_late()}
        value={formatNumber(late)}
        alarming={late > 0}
        link={toRows(project, ...isLate(today()))}
      />
      <Figure
        icon={IconAlertOctagon}
        label={m.overview_failed()}
        value={formatNumber(failed)}
        alarming={failed > 0}
        link={toRows(project, { field: 'status', op: 'in', value: ['failed'] })}
      />
      <Figure
        icon={IconClipboardCheck}
        label={m.overview_mine()}
        value={mine?.total === undefined ? '–' : formatNumber(mine.total)}
        link={mayTest ? { to: `/projects/${project}/tests`, search: {} as never } : toRows(project)}
      />
    </ul>
  )
}

function Figure({
  icon: Mark,
  label,
  value,
  about,
  link,
  alarming = false,
}: {
  icon: Icon
  label: string
  value: string
  about?: string
  link: To
  alarming?: boolean
}) {
  return (
    <li className={css.figure} data-alarming={alarming || undefined}>
      <Link {...link}>
        <span className={css.label}>
          <Mark size={18} stroke={1.75} aria-hidden />
          {label}
        </span>
        <strong className="figures">{value}</strong>
        {about && <span className="muted figures">{about}</span>}
      </Link>
    </li>
  )
}
