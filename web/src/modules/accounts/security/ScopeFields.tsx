import { m } from '~/lib/paraglide/messages'
import { areaNames, areas } from '~/lib/rights'
import { useHeld } from '~/ui/form/Form'
import { PillsField } from '~/ui/form/PillsField'
import { SelectField } from '~/ui/form/SelectField'
import { SwitchField } from '~/ui/form/SwitchField'

/** ScopeFields choose what a token may do at most; it never does more than its owner. */
export function ScopeFields() {
  const some = useHeld().values.reach === 'some'
  return (
    <>
      <SelectField
        name="reach"
        label={m.ui_token_may()}
        options={[
          { value: 'all', label: m.accounts_token_all() },
          { value: 'read', label: m.accounts_token_read() },
          { value: 'some', label: m.accounts_token_some() },
        ]}
      />
      {some && (
        <>
          <PillsField
            name="areas"
            label={m.accounts_token_areas()}
            options={areas.map((area) => ({ value: area, label: areaNames[area]() }))}
          />
          <SwitchField name="writes" label={m.accounts_token_writes()} />
        </>
      )}
    </>
  )
}
