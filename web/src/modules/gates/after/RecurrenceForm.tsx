import { Button } from '@mantine/core'
import { useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { DateField } from '~/ui/form/DateField'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { NumberField } from '~/ui/form/NumberField'
import { SelectField } from '~/ui/form/SelectField'
import { say } from '~/ui/toast'
import { type After, type Kind, kinds } from '../words'

type Values = { kind: Kind; months: number | null; until_on: string | null }

/** RecurrenceForm says whether a row comes again: what kind it is, how often, and until when. */
export function RecurrenceForm({ row, onDone }: { row: After; onDone: () => void }) {
  const path = { project: useProject(), row: row.id }
  const done = {
    touches: ['gates.after'],
    onDone: () => {
      say(m.gates_recurrence_saved())
      onDone()
    },
  }
  const set = useWrite('gates.recurrence.set', done)
  const drop = useWrite('gates.recurrence.drop', done)
  return (
    <Form
      initial={
        { kind: (row.kind || 'interval') as Kind, months: row.months, until_on: row.until_on } as Values
      }
      problem={set.error ?? drop.error}
      busy={set.isPending || drop.isPending}
      onSubmit={({ kind, months, until_on }) =>
        set.mutate({ path, body: { kind, ...(months ? { months } : {}), ...(until_on ? { until_on } : {}) } })
      }
    >
      <Fields>
        <SelectField
          name="kind"
          label={m.gates_kind()}
          options={(Object.keys(kinds) as Kind[]).map((value) => ({ value, label: kinds[value]() }))}
        />
        <NumberField
          name="months"
          label={m.gates_months()}
          description={m.gates_months_about()}
          unit={m.gates_months_unit()}
          min={1}
          max={240}
        />
        <DateField name="until_on" label={m.gates_exception_until()} />
        <FormActions submit={m.ui_save()} onCancel={onDone}>
          {row.kind && (
            <Button variant="default" onClick={() => drop.mutate({ path })}>
              {m.gates_recurrence_drop()}
            </Button>
          )}
        </FormActions>
      </Fields>
    </Form>
  )
}
