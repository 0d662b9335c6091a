import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/ActionIcon.layer.css'
import '@mantine/core/styles/SegmentedControl.layer.css'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import { IconCalendarPlus, IconCalendarShare, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { useRead } from '~/api/query'
import { parseDate, today } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import type { Booking } from '../words'
import css from './calendar.module.css'
import { clock, dayName, dayOf, daysOf, monthName, moved, type Span, weekOf } from './days'
import { Feed } from './Feed'
import { useNames } from './names'

/** CalendarPage lists the booked tests of a week or a month, day by day. */
export default function CalendarPage() {
  const project = useProject()
  const asked = useSearch({ strict: false }) as { day?: unknown; span?: unknown; mine?: unknown }
  const now = today()
  const day = parseDate(String(asked.day ?? '')) ?? now
  const span: Span = asked.span === 'month' ? 'month' : 'week'
  const mine = asked.mine === 'true'
  const days = daysOf(day, span)
  const navigate = useNavigate()
  const go = (next: { day?: string; span?: Span; mine?: boolean }) => {
    const to = { day, span, mine, ...next }
    navigate({
      to: '.',
      search: { day: to.day, span: to.span, ...(to.mine ? { mine: 'true' } : {}) } as never,
      replace: true,
    })
  }
  const why = useWhyNot('tests.create')
  const [feed, setFeed] = useState(false)
  const { data, error, refetch } = useRead('gates.booking.list', {
    path: { project },
    query: { from: days[0] ?? day, to: days.at(-1) ?? day, mine },
  })
  const names = useNames(data?.items.flatMap(({ systems }) => systems ?? []))
  const of = (one: string) =>
    data?.items.filter(({ starts_at, ends_at }) => dayOf(starts_at) <= one && one <= dayOf(ends_at)) ?? []
  const shown = span === 'week' ? days : days.filter((one) => one === now || of(one).length > 0)
  return (
    <Page>
      <PageHeader
        title={m.gates_calendar()}
        under={
          span === 'week'
            ? m.gates_week({ week: String(weekOf(day)), month: monthName(day) })
            : monthName(day)
        }
        acts={
          <>
            <Button
              variant="default"
              leftSection={<IconCalendarShare size={18} aria-hidden />}
              onClick={() => setFeed(true)}
            >
              {m.gates_feed()}
            </Button>
            {why ? (
              <ActButton why={why} leftSection={<IconCalendarPlus size={18} aria-hidden />}>
                {m.gates_book()}
              </ActButton>
            ) : (
              <Button
                component={Link}
                to={`/projects/${project}/calendar/new`}
                leftSection={<IconCalendarPlus size={18} aria-hidden />}
              >
                {m.gates_book()}
              </Button>
            )}
          </>
        }
      />
      <div className={css.tools}>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={m.gates_earlier()}
          onClick={() => go({ day: moved(day, span, -1) })}
        >
          <IconChevronLeft size={20} aria-hidden />
        </ActionIcon>
        <Button variant="default" onClick={() => go({ day: now })}>
          {m.gates_today()}
        </Button>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={m.gates_later()}
          onClick={() => go({ day: moved(day, span, 1) })}
        >
          <IconChevronRight size={20} aria-hidden />
        </ActionIcon>
        <SegmentedControl
          aria-label={m.gates_span()}
          value={span}
          onChange={(value) => go({ span: value as Span })}
          data={[
            { value: 'week', label: m.gates_span_week() },
            { value: 'month', label: m.gates_span_month() },
          ]}
        />
        <SegmentedControl
          aria-label={m.gates_whose()}
          value={mine ? 'mine' : 'all'}
          onChange={(value) => go({ mine: value === 'mine' })}
          data={[
            { value: 'all', label: m.gates_whose_all() },
            { value: 'mine', label: m.gates_whose_mine() },
          ]}
        />
      </div>
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={7} />
      ) : (
        <ol className={css.days}>
          {shown.map((one) => (
            <li key={one} className={css.day} data-now={one === now || undefined}>
              <h2>{dayName(one)}</h2>
              {of(one).length === 0 ? (
                <p className="muted">{m.gates_nothing_booked()}</p>
              ) : (
                <ul>
                  {of(one).map((booking) => (
                    <Line key={booking.id} booking={booking} names={names} />
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ol>
      )}
      {feed && (
        <Dialog title={m.gates_feed()} onClose={() => setFeed(false)}>
          <Feed />
        </Dialog>
      )}
    </Page>
  )
}

function Line({ booking, names }: { booking: Booking; names: ReturnType<typeof useNames> }) {
  const project = useProject()
  const systems = booking.systems ?? []
  const who = [...(booking.companies ?? []).map(names.company), ...(booking.people ?? []).map(names.person)]
  return (
    <li className={css.booking} data-off={booking.cancelled_at !== null || undefined}>
      <p className="figures">{`${clock(booking.starts_at)}–${clock(booking.ends_at)}`}</p>
      <div>
        <Link to={`/projects/${project}/calendar/${booking.id}`}>{booking.title}</Link>
        {booking.cancelled_at && <strong className={css.off}>{m.gates_off()}</strong>}
        <p className="muted">
          {[
            names.gate(booking.gate)?.code,
            systems
              .slice(0, 4)
              .map((id) => names.systems.get(id))
              .join(', ') + (systems.length > 4 ? ' …' : ''),
            booking.place,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {who.length > 0 && <p className="muted">{who.join(', ')}</p>}
      </div>
    </li>
  )
}
