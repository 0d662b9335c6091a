import { Button } from '@mantine/core'
import { IconCalendarDown, IconCalendarOff, IconPencil } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAccess, useProject } from '~/api/access'
import { download } from '~/api/download'
import { useRead, useReady, useWrite } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { can } from '~/lib/rights'
import { ActButton } from '~/ui/ActButton'
import { Back } from '~/ui/Back'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { say, sayWrong } from '~/ui/toast'
import gate from '../gate/gate.module.css'
import { type Booking, gateName } from '../words'
import { BookingForm, fieldsOf } from './BookingForm'
import { clock, dayName, dayOf, timeOf } from './days'
import { useNames } from './names'

/** BookingPage is one booked test: when, where and of what it is, and who is invited. */
export default function BookingPage() {
  const project = useProject()
  const { booking: id = '' } = useParams({ strict: false }) as { booking?: string }
  const { data, error, refetch } = useRead('gates.booking.read', { path: { project, booking: id } })
  return (
    <Page width="text">
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={6} />
      ) : (
        <Opened booking={data} />
      )}
    </Page>
  )
}

function Opened({ booking }: { booking: Booking }) {
  const project = useProject()
  const path = { project, booking: booking.id }
  const access = useAccess()
  const { person } = useReady('accounts.me.read').data
  const [open, setOpen] = useState<'change' | 'cancel'>()
  const names = useNames(booking.systems ?? [])
  const mine = booking.person === person.id || can(access, 'tests.edit_all')
  const why = booking.cancelled_at ? m.gates_off() : mine ? undefined : m.gates_not_mine()
  const change = useWrite('gates.booking.change', {
    onDone: () => {
      say(m.gates_booking_changed())
      setOpen(undefined)
    },
  })
  const cancel = useWrite('gates.booking.cancel', {
    onDone: () => {
      say(m.gates_booking_off())
      setOpen(undefined)
    },
  })
  const of = names.gate(booking.gate)
  const facts: [string, React.ReactNode][] = [
    [
      m.gates_day(),
      `${dayName(dayOf(booking.starts_at))} ${clock(booking.starts_at)}–${clock(booking.ends_at)}`,
    ],
    [m.gates_place(), booking.place],
    [m.gates_milestone(), of && <Link to={`/projects/${project}/gates/${of.id}`}>{gateName(of)}</Link>],
    [m.gates_systems_field(), (booking.systems ?? []).map((id) => names.systems.get(id)).join(', ')],
    [m.gates_people(), (booking.people ?? []).map(names.person).join(', ')],
    [m.gates_companies(), (booking.companies ?? []).map(names.company).join(', ')],
    [m.gates_booked_by(), names.person(booking.person)],
    [m.gates_notes(), booking.notes],
  ]
  return (
    <>
      <PageHeader
        title={booking.title}
        above={
          <Back to={`/projects/${project}/calendar`} search={{ day: dayOf(booking.starts_at) }}>
            {m.gates_calendar()}
          </Back>
        }
        acts={
          <>
            <Button
              variant="default"
              leftSection={<IconCalendarDown size={18} aria-hidden />}
              onClick={() => download(`/api/projects/${project}/bookings/${booking.id}/ics`).catch(sayWrong)}
            >
              {m.gates_ics()}
            </Button>
            <ActButton
              why={why}
              variant="default"
              leftSection={<IconCalendarOff size={18} aria-hidden />}
              onClick={() => setOpen('cancel')}
            >
              {m.gates_call_off()}
            </ActButton>
            <ActButton
              why={why}
              leftSection={<IconPencil size={18} aria-hidden />}
              onClick={() => setOpen('change')}
            >
              {m.gates_change()}
            </ActButton>
          </>
        }
      />
      {booking.cancelled_at && (
        <Note tone="warn">
          {m.gates_off_by({
            name: names.person(booking.cancelled_by ?? ''),
            at: formatMoment(booking.cancelled_at),
          })}{' '}
          {booking.reason}
        </Note>
      )}
      {booking.excepted && !booking.cancelled_at && <Note tone="warn">{m.gates_booked_by_exception()}</Note>}
      <Panel>
        {open === 'change' ? (
          <BookingForm
            booking={booking.id}
            initial={{
              title: booking.title,
              day: dayOf(booking.starts_at),
              from: timeOf(booking.starts_at),
              until: timeOf(booking.ends_at),
              place: booking.place,
              gate: booking.gate,
              systems: booking.systems ?? [],
              people: booking.people ?? [],
              companies: booking.companies ?? [],
              notes: booking.notes,
            }}
            submit={m.ui_save()}
            problem={change.error}
            busy={change.isPending}
            onSubmit={(values) =>
              change.mutate({
                path,
                body: { base: booking.version, ...fieldsOf(values), rows: booking.rows ?? [] },
              })
            }
            onCancel={() => setOpen(undefined)}
          />
        ) : (
          <dl className={gate.facts}>
            {facts
              .filter(([, value]) => value)
              .map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
          </dl>
        )}
      </Panel>
      {open === 'cancel' && (
        <Dialog title={m.gates_call_off()} onClose={() => setOpen(undefined)}>
          <Form
            initial={{ reason: '' }}
            problem={cancel.error}
            busy={cancel.isPending}
            onSubmit={({ reason }) => cancel.mutate({ path, body: { reason } })}
          >
            <Fields>
              <Note>{m.gates_call_off_about()}</Note>
              <TextField name="reason" label={m.gates_reason()} rows={3} maxLength={2000} required />
              <FormActions submit={m.gates_call_off()} onCancel={() => setOpen(undefined)} danger />
            </Fields>
          </Form>
        </Dialog>
      )}
    </>
  )
}
