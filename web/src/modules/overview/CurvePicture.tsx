import { useElementSize } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { type PointerEvent, useState } from 'react'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { daysBetween, formatDate } from '~/lib/date'
import { locale } from '~/lib/locale'
import { formatNumber, formatShare } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { type Column, DataTable } from '~/ui/DataTable'
import { ErrorState } from '~/ui/ErrorState'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import { type Curve, drawn, later, type Week, weekAt, weekNumber } from './curve'
import css from './curve.module.css'
import { Picture } from './Pictures'
import { usePart, useToRows } from './part'
import { done } from './tally'

/** CurvePicture is the S-curve: what was to be done and what is, week by week, and when all will be. */
export function CurvePicture() {
  const path = { project: useProject() }
  const part = usePart()
  const { data, error, refetch } = useRead('registers.curve.read', { path, query: part })
  if (!data || data.weeks.length === 0)
    return (
      <Panel title={m.overview_curve()}>
        {error ? (
          <ErrorState error={error} onRetry={refetch} />
        ) : data ? (
          <p className="muted">{m.overview_curve_none()}</p>
        ) : (
          <Lines count={6} />
        )}
      </Panel>
    )
  return (
    <Picture
      title={m.overview_curve()}
      under={<Said curve={data} />}
      drawing={<Drawing curve={data} />}
      table={<WeekTable curve={data} />}
    />
  )
}

const share = (weight: number, { total }: Curve) => formatShare(total > 0 ? weight / total : 0)

/** Said puts into words where the work stands, and by which rule it is said when it will end. */
function Said({ curve }: { curve: Curve }) {
  const { done_by, planned_by, pace, unplanned, total, due } = curve
  const left = curve.done < total
  return (
    <>
      {m.overview_curve_now({ done: share(curve.done, curve), due: share(due, curve) })}{' '}
      {!left
        ? m.overview_curve_all_done()
        : done_by
          ? m.overview_curve_forecast({ day: formatDate(done_by), pace: formatNumber(pace, 1) })
          : m.overview_curve_still()}
      {planned_by && ` ${m.overview_curve_planned_by({ day: formatDate(planned_by) })}`}
      {unplanned > 0 && ` ${m.overview_curve_unplanned({ share: share(unplanned, curve) })}`}
    </>
  )
}

const height = 260

function Drawing({ curve }: { curve: Curve }) {
  const { ref, width } = useElementSize()
  const { weeks, today } = curve
  const [at, setAt] = useState(() => weekAt(weeks, today))
  const chosen = weeks[Math.min(at, weeks.length - 1)] as Week
  const sheet = { width: width || 640, height, left: 42, right: 14, top: 12, bottom: 26 }
  const { planned, done: finished, forecast, today: now, x, y, months } = drawn(curve, sheet)
  const from = x(chosen.from)
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const days = daysBetween(weeks[0]?.from ?? today, later(weeks.at(-1)?.from ?? today, 7))
    const reach = x(later(weeks[0]?.from ?? today, days)) - sheet.left
    const day = Math.floor(((event.clientX - box.left - sheet.left) / reach) * days)
    setAt(weekAt(weeks, later(weeks[0]?.from ?? today, day)))
  }
  const month = new Intl.DateTimeFormat(locale(), { month: 'short', year: '2-digit', timeZone: 'UTC' })
  return (
    <div ref={ref} className={css.curve}>
      <svg
        className={css.sheet}
        width={sheet.width}
        height={height}
        viewBox={`0 0 ${sheet.width} ${height}`}
        role="img"
        aria-label={m.overview_curve_now({ done: share(curve.done, curve), due: share(curve.due, curve) })}
        onPointerDown={point}
        onPointerMove={(event) => event.buttons > 0 && point(event)}
      >
        {[0, 0.25, 0.5, 0.75, 1].map((line) => (
          <g key={line}>
            <path className={css.grid} d={`M${sheet.left} ${y(line)}H${sheet.width - sheet.right}`} />
            <text className={css.tick} x={sheet.left - 6} y={y(line) + 4} textAnchor="end">
              {formatShare(line)}
            </text>
          </g>
        ))}
        {months.map((day) => (
          <text key={day} className={css.tick} x={x(day)} y={height - 6} textAnchor="middle">
            {month.format(new Date(`${day}T00:00:00Z`))}
          </text>
        ))}
        <rect
          className={css.chosen}
          x={from}
          y={sheet.top}
          width={Math.max(3, x(later(chosen.from, 7)) - from)}
          height={height - sheet.top - sheet.bottom}
        />
        <path className={css.today} d={`M${now} ${sheet.top}V${height - sheet.bottom}`} />
        <path className={css.planned} d={planned} />
        {forecast && <path className={css.forecast} d={forecast} />}
        <path className={css.done} d={finished} />
      </svg>
      <ul className={css.legend} aria-label={m.overview_legend()}>
        <li data-line="planned">{m.overview_curve_planned()}</li>
        <li data-line="done">{m.overview_curve_done()}</li>
        {forecast && <li data-line="forecast">{m.overview_curve_ahead()}</li>}
        <li data-line="today">{m.overview_curve_today({ day: formatDate(today) })}</li>
      </ul>
      <div className={css.week}>
        <input
          type="range"
          min={0}
          max={weeks.length - 1}
          value={at}
          onChange={(event) => setAt(Number(event.currentTarget.value))}
          aria-label={m.overview_curve_week_choice()}
          aria-valuetext={weekName(chosen)}
        />
        <WeekSaid curve={curve} week={chosen} />
      </div>
    </div>
  )
}

const weekName = ({ from }: Week) =>
  m.overview_curve_week({
    week: String(weekNumber(from)),
    from: formatDate(from),
    to: formatDate(later(from, 6)),
  })

/** WeekSaid says what a week came to, and leads to its rows. */
function WeekSaid({ curve, week }: { curve: Curve; week: Week }) {
  const to = useWeekRows(week)
  return (
    <p className="figures" aria-live="polite">
      <strong>{weekName(week)}</strong>{' '}
      {week.done === null
        ? m.overview_curve_week_plan({ planned: share(week.planned, curve) })
        : m.overview_curve_week_said({
            planned: share(week.planned, curve),
            done: share(week.done, curve),
          })}{' '}
      <Link {...to.planned}>{m.overview_curve_rows_planned()}</Link>
      {week.done !== null && (
        <>
          {' · '}
          <Link {...to.done}>{m.overview_curve_rows_done()}</Link>
        </>
      )}
    </p>
  )
}

/** useWeekRows leads to the rows that are planned for a week, and to those that were done in it. */
function useWeekRows({ from }: Week) {
  const toRows = useToRows()
  const days = (field: string) => [
    { field, op: 'gte', value: from },
    { field, op: 'lte', value: later(from, 6) },
  ]
  return {
    planned: toRows(...days('planned_on')),
    done: toRows({ field: 'status', op: 'in', value: done }, ...days('done_on')),
  }
}

function WeekTable({ curve }: { curve: Curve }) {
  const columns: Column<Week>[] = [
    { key: 'week', title: m.overview_curve_week_head(), show: weekName },
    {
      key: 'planned',
      title: m.overview_curve_planned(),
      align: 'right',
      show: (week) => <WeekLink curve={curve} week={week} of="planned" />,
    },
    {
      key: 'done',
      title: m.overview_curve_done(),
      align: 'right',
      show: (week) => (week.done === null ? '–' : <WeekLink curve={curve} week={week} of="done" />),
    },
  ]
  return (
    <div className={css.table}>
      <DataTable
        caption={m.overview_curve()}
        columns={columns}
        rows={curve.weeks}
        rowKey={({ from }) => from}
      />
    </div>
  )
}

function WeekLink({ curve, week, of }: { curve: Curve; week: Week; of: 'planned' | 'done' }) {
  const to = useWeekRows(week)
  return (
    <Link {...to[of]} className="figures">
      {share(week[of] ?? 0, curve)}
    </Link>
  )
}
