import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { TextField } from '~/ui/form/TextField'
import type { Wanted } from './Renumber'

/** Letters puts other letters for a kind of system or component. */
export function Letters({
  why,
  onRenumber,
}: {
  why: string | undefined
  onRenumber: (wanted: Wanted) => void
}) {
  return (
    <Form
      initial={{ thing: 'system', from: '', to: '' }}
      disabled={why !== undefined}
      onSubmit={(values) => onRenumber({ act: 'letters', ...values })}
    >
      <Fields>
        <SelectField
          name="thing"
          label={m.tags_of_what()}
          required
          options={[
            { value: 'system', label: m.tags_systems() },
            { value: 'component', label: m.tags_components() },
          ]}
        />
        <Fields side>
          <TextField name="from" label={m.tags_from()} maxLength={8} required />
          <TextField name="to" label={m.tags_to()} maxLength={8} required />
        </Fields>
        <FormActions submit={m.tags_preview()} />
      </Fields>
    </Form>
  )
}
