import { Button } from '@mantine/core'
import { useState } from 'react'
import { useWhyNot } from '~/api/access'
import { today } from '~/lib/date'
import { language } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { DateField } from '~/ui/form/DateField'
import { Fields } from '~/ui/form/Fields'
import { useHeld } from '~/ui/form/Form'
import { PillsField } from '~/ui/form/PillsField'
import { SelectField } from '~/ui/form/SelectField'
import { SwitchField } from '~/ui/form/SwitchField'
import { Note } from '~/ui/Note'
import { EditPreset } from './EditPreset'
import css from './members.module.css'
import { RightsMatrix } from './RightsMatrix'
import { offered, type Role, same } from './types'
import { useDisciplines } from './useDisciplines'
import { useHouse } from './useHouse'

/** TermFields are what a member may do: a role, the rights one by one, and what they are narrowed to. */
export function TermFields({ roles }: { roles: Role[] }) {
  const { values, set, disabled } = useHeld()
  const [open, setOpen] = useState(values.rights !== null)
  const [saving, setSaving] = useState(false)
  const company = useHouse()
  const why = useWhyNot('members.create')
  const disciplines = useDisciplines()
  const role = roles.find(({ code }) => code === values.role)
  const held = values.rights as string[] | null
  const own = held && role && same(held, role.rights) ? null : held
  const chosen = values.disciplines as string[]
  return (
    <Fields>
      <SelectField name="role" label={m.projects_rights_role()} options={offered(roles, company)} required />
      {role && <p className={css.about}>{language() === 'da' ? role.about_da : role.about_en}</p>}
      {role?.narrowed && chosen.length === 0 && <Note tone="warn">{m.projects_rights_narrow()}</Note>}
      {disciplines.size > 0 && (
        <PillsField
          name="disciplines"
          label={m.projects_rights_disciplines()}
          description={m.projects_rights_disciplines_about()}
          options={[...disciplines].map(([value, label]) => ({ value, label }))}
        />
      )}
      {role?.own_company && values.own_company !== true && (
        <Note tone="warn">{m.projects_rights_narrow_company()}</Note>
      )}
      <SwitchField name="own_company" label={m.projects_rights_own_company()} />
      <DateField
        name="ends_on"
        label={m.projects_rights_ends()}
        description={m.projects_rights_ends_about()}
        min={today()}
        required={role?.ends ?? false}
      />
      <div className={css.bar}>
        <span className="muted">{own ? m.projects_rights_own() : m.projects_rights_preset()}</span>
        <span>
          {own && role && (
            <Button size="compact-sm" variant="subtle" onClick={() => set('rights', null)}>
              {m.projects_rights_back()}
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? m.projects_rights_hide() : m.projects_rights_show()}
          </Button>
        </span>
      </div>
      {open && (
        <>
          <RightsMatrix
            rights={own ?? role?.rights ?? []}
            disabled={disabled}
            onChange={(rights) => set('rights', rights)}
          />
          <ActButton className={css.keep} why={why} variant="default" onClick={() => setSaving(true)}>
            {company ? m.projects_preset_save_of({ company }) : m.projects_preset_save()}
          </ActButton>
        </>
      )}
      {saving && (
        <EditPreset
          rights={own ?? role?.rights ?? []}
          ownCompany={values.own_company === true}
          narrowed={chosen.length > 0}
          onDone={({ code }) => set('role', code)}
          onClose={() => setSaving(false)}
        />
      )}
    </Fields>
  )
}
