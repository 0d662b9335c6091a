import {
  type Icon,
  IconAlarm,
  IconAlertOctagon,
  IconBuildingFactory,
  IconClipboardCheck,
  IconClockExclamation,
  IconMessageReport,
  IconSquareCheck,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCan, useProject } from '~/api/access'
import { reading, useRead } from '~/api/query'
import { today } from '~/lib/date'
import { formatNumber, formatShare } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import css from './figures.module.css'
import { isLate, type To } from './links'
import { filtered, usePart, useToRows } from './part'
import { done, open, rowsOf, shareOf } from './tally'
import type { Progress } from './useProgress'

/** Figures are the numbers that one looks for first; each leads to what it counts. */
export function Figures({ progress }: { progress: Progress }) {
  const project = useProject()
  const part = usePart()
  const toRows = useToRows()
  const mayTest = useCan('tests.view')
  const mayLog = useCan('log.view')
  const { data: mine } = useQuery(
    reading('registers.row.mine', {
      path: { project },
      query: { limit: 1, count: true, ...filtered(part) },
    }),
  )
  const { all, late, systems } = progress
  const failed = rowsOf(all, ['failed'])
  const share = shareOf(all)
  const narrowed = Object.keys(part).length > 0
  return (
    <ul className={css.figures} aria-label={m.overview_figures()}>
      <Figure
        icon={IconBuildingFactory}
        label={m.overview_systems()}
        value={formatNumber(systems)}
        link={{
          to: `/projects/${project}/registers/systems`,
          search: toRows().search,
        }}
      />
      <Figure
        icon={IconSquareCheck}
        label={m.overview_verified()}
        value={share === undefined ? '–' : formatShare(share)}
        about={m.overview_verified_of({
          done: formatNumber(rowsOf(all, done)),
          all: formatNumber(rowsOf(all) - rowsOf(all, ['not_applicable'])),
        })}
        link={toRows({ field: 'status', op: 'in', value: done })}
      />
      <Figure
        icon={IconClockExclamation}
        label={m.overview_late()}
        value={formatNumber(late)}
        alarming={late > 0}
        link={toRows(...isLate(today()))}
      />
      <Figure
        icon={IconAlertOctagon}
        label={m.overview_failed()}
        value={formatNumber(failed)}
        alarming={failed > 0}
        link={toRows({ field: 'status', op: 'in', value: ['failed'] })}
      />
      {mayLog && <LogFigures />}
      <Figure
        icon={IconClipboardCheck}
        label={m.overview_mine()}
        value={mine?.total === undefined ? '–' : formatNumber(mine.total)}
        link={
          mayTest && !narrowed
            ? { to: `/projects/${project}/tests`, search: {} as never }
            : toRows({ field: 'status', op: 'in', value: open })
        }
      />
    </ul>
  )
}

/** LogFigures are how many entries of the log are open, and how many of them overdue. */
function LogFigures() {
  const project = useProject()
  const part = usePart()
  const { data } = useRead('issues.figure.read', { path: { project }, query: part })
  const items = data?.items ?? []
  const sum = (count: (one: (typeof items)[number]) => number) =>
    items.reduce((total, one) => total + count(one), 0)
  const opened = sum((one) => (one.status === 'closed' ? 0 : one.entries))
  const critical = sum((one) => (one.status !== 'closed' && one.severity === 'critical' ? one.entries : 0))
  const overdue = sum((one) => one.overdue)
  const log = (search: object): To => ({
    to: `/projects/${project}/log`,
    search: { ...part, ...search } as never,
  })
  return (
    <>
      <Figure
        icon={IconMessageReport}
        label={m.overview_log_open()}
        value={data ? formatNumber(opened) : '–'}
        about={critical > 0 ? m.overview_log_critical({ count: formatNumber(critical) }) : undefined}
        link={log({})}
      />
      <Figure
        icon={IconAlarm}
        label={m.overview_log_overdue()}
        value={data ? formatNumber(overdue) : '–'}
        alarming={overdue > 0}
        link={log({ show: 'overdue' })}
      />
    </>
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
  about?: string | undefined
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
