import { useQuery } from '@tanstack/react-query'
import { useProject } from '~/api/access'
import { reading, useRead } from '~/api/query'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { useHeld } from '~/ui/form/Form'
import { SelectField } from '~/ui/form/SelectField'
import { useNames } from './lookup'

const whole = { limit: 500 }

/** PlaceFields say what an entry is about: its system, component, location and discipline. */
export function PlaceFields() {
  const path = { project: useProject() }
  const { disciplines } = useNames()
  const { values } = useHeld()
  const system = values.system as string | null | undefined
  const { data: systems } = useRead('registers.system.list', { path, query: { ...whole, sort: 'tag' } })
  const { data: locations } = useRead('registers.location.list', { path, query: { ...whole, sort: 'code' } })
  const filter = JSON.stringify([{ field: 'system', op: 'is', value: system }])
  const { data: components } = useQuery({
    ...reading('registers.component.list', { path, query: { ...whole, sort: 'tag', filter } }),
    enabled: Boolean(system),
  })
  return (
    <Fields side>
      <SelectField
        name="system"
        label={m.issues_system()}
        clearable
        options={(systems?.items ?? []).map((one) => ({ value: one.id, label: `${one.tag} ${named(one)}` }))}
      />
      <SelectField
        name="component"
        label={m.issues_component()}
        clearable
        disabled={!components?.items.length}
        options={(components?.items ?? []).map((one) => ({ value: one.id, label: `${one.tag} ${one.name}` }))}
      />
      <SelectField
        name="location"
        label={m.issues_location()}
        clearable
        options={(locations?.items ?? []).map((one) => ({
          value: one.id,
          label: [one.code, one.name].filter(Boolean).join(' '),
        }))}
      />
      <SelectField
        name="discipline"
        label={m.issues_discipline()}
        clearable
        options={disciplines.map((one) => ({ value: one.id, label: named(one) }))}
      />
    </Fields>
  )
}
