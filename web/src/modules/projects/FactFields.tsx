import { formatPercent } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { DateField } from '~/ui/form/DateField'
import { Fields } from '~/ui/form/Fields'
import { useHeld } from '~/ui/form/Form'
import { NumberField } from '~/ui/form/NumberField'
import { SelectField } from '~/ui/form/SelectField'
import { TextField } from '~/ui/form/TextField'
import { currencies, type Kind } from './facts'

/** BasicFields are what a project is called, where it is, whose it is and when. */
export function BasicFields({ kinds }: { kinds: Kind[] }) {
  return (
    <Fields>
      <Fields side>
        <TextField name="name" label={m.projects_name()} maxLength={200} required />
        <TextField name="number" label={m.projects_number()} maxLength={60} />
      </Fields>
      <Fields side>
        <SelectField
          name="kind"
          label={m.projects_kind()}
          options={kinds.map(({ code, label }) => ({ value: code, label }))}
          clearable
        />
        <TextField name="client" label={m.projects_client()} maxLength={200} />
      </Fields>
      <TextField name="address" label={m.projects_address()} maxLength={300} />
      <Fields side>
        <DateField name="starts_on" label={m.projects_starts_on()} />
        <DateField name="handover_on" label={m.projects_handover_on()} />
      </Fields>
      <Fields side>
        <SelectField
          name="language"
          label={m.projects_language()}
          description={m.projects_language_about()}
          options={[
            { value: 'da', label: m.app_language_da() },
            { value: 'en', label: m.app_language_en() },
          ]}
        />
      </Fields>
    </Fields>
  )
}

/** EconomyFields are the size of the project in money and metres, and what commissioning costs and gives. */
export function EconomyFields() {
  const { values } = useHeld()
  const { budget, cx_cost: cost, currency } = values as Record<string, unknown>
  const share =
    typeof budget === 'number' && budget > 0 && typeof cost === 'number' ? cost / budget : undefined
  const unit = String(currency ?? '')
  return (
    <Fields>
      <Fields side>
        <NumberField name="budget" label={m.projects_budget()} unit={unit} min={0} />
        <SelectField
          name="currency"
          label={m.projects_currency()}
          options={currencies.map((code) => ({ value: code, label: code }))}
        />
      </Fields>
      <Fields side>
        <NumberField
          name="cx_cost"
          label={m.projects_cx_cost()}
          description={share === undefined ? undefined : m.projects_cx_share({ share: formatPercent(share) })}
          unit={unit}
          min={0}
        />
        <NumberField name="cx_benefit" label={m.projects_cx_benefit()} unit={unit} min={0} />
      </Fields>
      <Fields side>
        <NumberField name="size_m2" label={m.projects_size_m2()} unit="m²" min={0} />
      </Fields>
    </Fields>
  )
}
