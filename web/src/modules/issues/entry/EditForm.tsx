import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isStale } from '~/api/problem'
import { reading } from '~/api/query'
import { formatDate } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { DateField } from '~/ui/form/DateField'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { SwitchField } from '~/ui/form/SwitchField'
import { TextField } from '~/ui/form/TextField'
import { type Side, StaleChoice } from '~/ui/StaleChoice'
import { PlaceFields } from '../parts/PlaceFields'
import { type Opened, type Severity, severities } from '../words'
import { changedIn } from './changed'
import css from './entry.module.css'
import { fieldTitle } from './fields'
import { useMove, usePath } from './moving'

/** Edited are the fields of an entry that are changed in place. */
export type Edited = Pick<
  Opened,
  | 'title'
  | 'description'
  | 'cause'
  | 'severity'
  | 'discipline'
  | 'system'
  | 'component'
  | 'location'
  | 'due_on'
  | 'cost_effect'
>

const editedOf = (entry: Opened): Edited => ({
  title: entry.title,
  description: entry.description,
  cause: entry.cause,
  severity: entry.severity,
  discipline: entry.discipline,
  system: entry.system,
  component: entry.component,
  location: entry.location,
  due_on: entry.due_on,
  cost_effect: entry.cost_effect,
})

/** EditForm corrects what an entry says; those who are to remedy it say its cause alone. */
export function EditForm({ entry, onDone }: { entry: Opened; onDone: () => void }) {
  const path = usePath(entry)
  const cache = useQueryClient()
  // What stood there when the form was opened: only what differs from it is sent.
  const [base] = useState(entry)
  const [sides, setSides] = useState<Record<string, Side>>({})
  const change = useMove('issues.entry.change', onDone)
  const all = entry.may.includes('change')
  const stale = isStale(change.error) ? change.error.fields : []

  const save = async (values: Edited) => {
    const fields = changedIn(editedOf(base), values)
    if (Object.keys(fields).length === 0) return onDone()
    if (stale.length === 0) return change.mutate({ path, body: { base: base.version, ...fields } })
    const now = await cache.fetchQuery({ ...reading('issues.entry.read', { path }), staleTime: 0 })
    const mine = Object.fromEntries(Object.entries(fields).filter(([name]) => sides[name] !== 'theirs'))
    if (Object.keys(mine).length === 0) return onDone()
    change.mutate({ path, body: { base: now.version, ...mine } })
  }
  const show = (field: string, value: unknown) =>
    field === 'severity'
      ? severities[value as Severity].label()
      : field === 'due_on'
        ? formatDate(value as string | null)
        : String(value ?? '')

  return (
    <Form
      className={css.main}
      initial={editedOf(base)}
      problem={stale.length > 0 ? null : change.error}
      busy={change.isPending}
      onSubmit={save}
    >
      <Fields>
        {all && (
          <>
            <TextField name="title" label={m.issues_title_field()} maxLength={300} required />
            <TextField name="description" label={m.issues_description()} rows={4} maxLength={10_000} />
            <Fields side>
              <SelectField
                name="severity"
                label={m.issues_severity()}
                required
                options={(Object.keys(severities) as Severity[]).map((value) => ({
                  value,
                  label: severities[value].label(),
                }))}
              />
              <DateField name="due_on" label={m.issues_due()} />
            </Fields>
            <PlaceFields />
          </>
        )}
        <TextField name="cause" label={m.issues_cause()} rows={2} maxLength={2000} />
        <SwitchField name="cost_effect" label={m.issues_cost_effect()} />
        {stale.length > 0 && (
          <StaleChoice
            fields={stale}
            name={fieldTitle}
            show={show}
            chosen={sides}
            onChoose={(field, side) => setSides({ ...sides, [field]: side })}
          />
        )}
        <FormActions submit={m.ui_save()} onCancel={onDone} />
      </Fields>
    </Form>
  )
}
