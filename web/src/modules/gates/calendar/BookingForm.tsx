import { useDebouncedValue } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject } from '~/api/access'
import type { Problem } from '~/api/problem'
import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { DateField } from '~/ui/form/DateField'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { gateName, states } from '../words'
import css from './calendar.module.css'
import { clock, momentOf } from './days'
import { ManyField, SystemsField, TimeField } from './fields'
import { useNames } from './names'

/** Values are what a booking is filled in with. */
export type Values = {
  title: string
  day: string | null
  from: string
  until: string
  place: string
  gate: string | null
  systems: string[]
  people: string[]
  companies: string[]
  notes: string
}

/** fieldsOf are the values as the server takes them. */
export const fieldsOf = ({
  title,
  day,
  from,
  until,
  place,
  gate,
  systems,
  people,
  companies,
  notes,
}: Values) => ({
  title,
  starts_at: momentOf(day, from) ?? '',
  ends_at: momentOf(day, until) ?? '',
  place,
  notes,
  ...(gate ? { gate } : {}),
  systems,
  people,
  companies,
})

/** BookingForm says when, where and of what a test is, and who is invited; it tells at once what is not ready, and who is busy. */
export function BookingForm({
  initial,
  booking,
  submit,
  problem,
  busy,
  onSubmit,
  onCancel,
}: {
  initial: Values
  booking?: string
  submit: string
  problem: Problem | null
  busy: boolean
  onSubmit: (values: Values) => void
  onCancel: () => void
}) {
  const [values, setValues] = useState(initial)
  const names = useNames(values.systems)
  return (
    <Form
      initial={initial}
      problem={problem}
      busy={busy}
      onChange={setValues}
      onSubmit={onSubmit}
      check={({ from, until }) => ({
        ...(momentOf('2026-01-01', from) ? {} : { from: m.ui_needed() }),
        ...(momentOf('2026-01-01', until)
          ? until > from
            ? {}
            : { until: m.gates_until_after() }
          : { until: m.ui_needed() }),
      })}
    >
      <Fields>
        <TextField name="title" label={m.gates_booking_title()} maxLength={200} required />
        <div className={css.when}>
          <DateField name="day" label={m.gates_day()} required />
          <TimeField name="from" label={m.gates_from()} required />
          <TimeField name="until" label={m.gates_until()} required />
        </div>
        <TextField name="place" label={m.gates_place()} maxLength={200} />
        <SelectField
          name="gate"
          label={m.gates_milestone()}
          description={m.gates_booking_gate_about()}
          clearable
          options={names.milestones.map((one) => ({ value: one.id, label: gateName(one) }))}
        />
        <SystemsField name="systems" label={m.gates_systems_field()} known={names.systems} />
        {values.gate && <Ready gate={values.gate} systems={values.systems} known={names.systems} />}
        <ManyField
          name="people"
          label={m.gates_people()}
          options={names.people.map(({ id, name, company }) => ({
            value: id,
            label: [name, company].filter(Boolean).join(', '),
          }))}
        />
        <ManyField
          name="companies"
          label={m.gates_companies()}
          description={m.gates_companies_about()}
          options={names.companies.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Busy values={values} booking={booking} person={names.person} />
        <TextField name="notes" label={m.gates_notes()} rows={4} maxLength={5000} />
        <FormActions submit={submit} onCancel={onCancel} />
      </Fields>
    </Form>
  )
}

/** Ready tells which of the systems are not ready for the tests of the milestone. */
function Ready({
  gate,
  systems,
  known,
}: {
  gate: string
  systems: string[]
  known: ReadonlyMap<string, string>
}) {
  return (systems.length > 0 ? systems.slice(0, 20) : [undefined]).map((system) => (
    <ReadyOn
      key={system ?? ''}
      gate={gate}
      system={system}
      tag={system ? (known.get(system) ?? '') : m.gates_all_systems()}
    />
  ))
}

function ReadyOn({ gate, system, tag }: { gate: string; system: string | undefined; tag: string }) {
  const project = useProject()
  const { data } = useRead('gates.readiness.read', { path: { project, gate }, query: { system } })
  if (!data || data.lacks.length === 0) return null
  return (
    <Note tone="warn">
      {`${tag}: ${data.exception ? states.excepted.label() : states.waiting.label()}. `}
      <Link to={`/projects/${project}/gates/${gate}`}>{m.gates_see_lacks()}</Link>
    </Note>
  )
}

/** Busy tells who has another booking at that time. */
function Busy({
  values,
  booking,
  person,
}: {
  values: Values
  booking: string | undefined
  person: (id: string) => string
}) {
  const project = useProject()
  const starts_at = momentOf(values.day, values.from)
  const ends_at = momentOf(values.day, values.until)
  const [asked] = useDebouncedValue(
    JSON.stringify({
      starts_at,
      ends_at,
      people: values.people.join(','),
      companies: values.companies.join(','),
      ...(booking ? { booking } : {}),
    }),
    300,
  )
  const query = JSON.parse(asked) as { starts_at: string; ends_at: string; people: string; companies: string }
  if (!query.starts_at || !query.ends_at || (!query.people && !query.companies)) return null
  return <BusyAt project={project} query={query} person={person} />
}

function BusyAt({
  project,
  query,
  person,
}: {
  project: string
  query: { starts_at: string; ends_at: string; people: string; companies: string }
  person: (id: string) => string
}) {
  const { data } = useRead('gates.booking.clash', { path: { project }, query })
  if (!data || data.items.length === 0) return null
  return (
    <Note tone="warn">
      <p>{m.gates_busy()}</p>
      <ul className={css.busy}>
        {data.items.map((one) => (
          <li key={one.person + one.booking}>
            {`${person(one.person)}: ${one.title} ${clock(one.starts_at)}–${clock(one.ends_at)}`}
          </li>
        ))}
      </ul>
    </Note>
  )
}
