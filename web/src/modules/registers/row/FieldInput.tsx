import { looks, statuses } from '~/lib/status'
import { DateField } from '~/ui/form/DateField'
import { NumberField } from '~/ui/form/NumberField'
import { SelectField } from '~/ui/form/SelectField'
import { SwitchField } from '~/ui/form/SwitchField'
import { TextField } from '~/ui/form/TextField'
import { isLookup } from '~/ui/grid/columns'
import type { ReadyField, Target } from '../thing/field'
import { useRegister } from '../thing/register'
import { LookupField } from './LookupField'
import { SeveralField } from './SeveralField'

/** FieldInput is the field of a form that suits a field of a register. */
export function FieldInput({
  field,
  disabled = false,
  needed = field.required ?? false,
}: {
  field: ReadyField
  disabled?: boolean
  needed?: boolean
}) {
  const { references } = useRegister()
  const props = { name: field.key, label: field.label(), required: needed, disabled }
  switch (field.type) {
    case 'long':
      return <TextField {...props} rows={3} maxLength={10_000} />
    case 'number':
      return <NumberField {...props} {...(field.unit ? { unit: field.unit } : {})} />
    case 'date':
      return <DateField {...props} />
    case 'boolean':
      return <SwitchField {...props} />
    case 'status':
      return (
        <SelectField {...props} options={statuses.map((value) => ({ value, label: looks[value].label() }))} />
      )
    case 'choice':
      return (
        <SelectField
          {...props}
          clearable={field.own !== undefined && !needed}
          options={(field.choices ?? []).map(({ value, label }) => ({ value, label: label() }))}
        />
      )
    case 'several':
      return <SeveralField {...props} options={(field.choices ?? []).map(({ value }) => value)} />
    case 'reference': {
      const choices = references.choices(field.to as Target)
      if (isLookup(choices)) return <LookupField {...props} lookup={choices} />
      return (
        <SelectField {...props} clearable options={choices.map(({ value, label }) => ({ value, label }))} />
      )
    }
    default: {
      // A text that may be chosen: the choices are an offer, not a limit.
      const offered = field.to && references.choices(field.to)
      if (isLookup(offered)) return <LookupField {...props} lookup={offered} />
      return <TextField {...props} maxLength={500} />
    }
  }
}
