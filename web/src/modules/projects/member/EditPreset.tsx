import { useState } from 'react'
import { useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Fields } from '~/ui/form/Fields'
import { Form, useHeld } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SwitchField } from '~/ui/form/SwitchField'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { Sheet } from '~/ui/Sheet'
import { say } from '~/ui/toast'
import { RightsMatrix } from './RightsMatrix'
import type { Role } from './types'
import { useHouse } from './useHouse'

/** EditPreset keeps rights under a name, or changes what a preset that one has made says. */
export function EditPreset({
  preset,
  rights,
  ownCompany = false,
  narrowed = false,
  onDone,
  onClose,
}: {
  /** preset is the one that is changed; without it, a new one is made. */
  preset?: Role | undefined
  rights: readonly string[]
  ownCompany?: boolean
  narrowed?: boolean
  onDone?: (preset: Role) => void
  onClose: () => void
}) {
  const project = useProject()
  const company = useHouse()
  const [id] = useState(uuid)
  const done = (made: Role) => {
    say(m.projects_preset_saved({ name: made.name_en }))
    onDone?.(made)
    onClose()
  }
  const save = useWrite('projects.preset.save', { touches: ['projects.role'], onDone: done })
  const change = useWrite('projects.preset.change', { touches: ['projects.role'], onDone: done })
  const title = preset
    ? m.projects_preset_change_title({ name: preset.name_en })
    : company
      ? m.projects_preset_save_of({ company })
      : m.projects_preset_save()
  return (
    <Sheet title={title} onClose={onClose}>
      <Form
        initial={{
          name: preset?.name_en ?? '',
          about: preset?.about_en ?? '',
          rights: [...rights],
          narrowed: preset?.narrowed ?? narrowed,
          own_company: preset?.own_company ?? ownCompany,
          ends: preset?.ends ?? false,
        }}
        check={({ rights: chosen }) =>
          chosen.length === 0 ? { rights: m.projects_program_rights_needed() } : {}
        }
        onSubmit={(values) =>
          preset
            ? change.mutate({ path: { preset: preset.code }, body: { base: preset.version, ...values } })
            : save.mutate({ path: { project }, body: { id, ...values } })
        }
        busy={save.isPending || change.isPending}
        problem={preset ? change.error : save.error}
      >
        <Fields>
          <p className="muted">{preset ? m.projects_preset_change_about() : m.projects_preset_about()}</p>
          <TextField name="name" label={m.projects_preset_name()} maxLength={60} autoFocus required />
          <TextField name="about" label={m.projects_preset_for()} maxLength={500} />
          <Rights />
          <SwitchField
            name="narrowed"
            label={m.projects_preset_narrowed()}
            description={m.projects_preset_reminds()}
          />
          <SwitchField
            name="own_company"
            label={m.projects_preset_own_company()}
            description={m.projects_preset_reminds()}
          />
          <SwitchField name="ends" label={m.projects_preset_ends()} />
          <FormActions submit={m.projects_preset_keep()} onCancel={onClose} />
        </Fields>
      </Form>
    </Sheet>
  )
}

function Rights() {
  const { values, set, wrong, disabled } = useHeld()
  const why = wrong('rights')
  return (
    <div>
      {why && <Note tone="warn">{why}</Note>}
      <RightsMatrix
        rights={values.rights as string[]}
        disabled={disabled}
        onChange={(rights) => set('rights', rights)}
      />
    </div>
  )
}
