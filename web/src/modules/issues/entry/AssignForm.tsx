import { m } from '~/lib/paraglide/messages'
import { DateField } from '~/ui/form/DateField'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { TextField } from '~/ui/form/TextField'
import { useNames } from '../parts/lookup'
import type { Opened } from '../words'
import css from './entry.module.css'
import { useMove, usePath } from './moving'

type Values = { company: string | null; person: string | null; due_on: string | null; note: string }

/** AssignForm says who is to remedy an entry, and by when. */
export function AssignForm({ entry, onDone }: { entry: Opened; onDone: () => void }) {
  const path = usePath(entry)
  const { companies, people } = useNames()
  const assign = useMove('issues.entry.assign', onDone)
  return (
    <Form
      className={css.main}
      initial={{ company: entry.company, person: entry.person, due_on: entry.due_on, note: '' } as Values}
      check={({ company, person }): Record<string, string> =>
        company || person ? {} : { company: m.issues_needs_company() }
      }
      problem={assign.error}
      busy={assign.isPending}
      onSubmit={({ company, person, due_on, note }) =>
        assign.mutate({
          path,
          body: {
            ...(company ? { company } : {}),
            ...(person ? { person } : {}),
            ...(due_on ? { due_on } : {}),
            ...(note ? { note } : {}),
          },
        })
      }
    >
      <Fields>
        <SelectField
          name="company"
          label={m.issues_company()}
          clearable
          options={companies.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          name="person"
          label={m.issues_person()}
          clearable
          options={people
            .filter(({ left }) => !left)
            .map(({ id, name, company }) => ({ value: id, label: company ? `${name}, ${company}` : name }))}
        />
        <DateField name="due_on" label={m.issues_due()} description={m.issues_due_usual()} />
        <TextField name="note" label={m.issues_note_to_them()} rows={2} maxLength={10_000} />
        <FormActions submit={m.issues_assign()} wide />
      </Fields>
    </Form>
  )
}
