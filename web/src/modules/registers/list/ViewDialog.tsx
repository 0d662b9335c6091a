import { useAccess, useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { whyNot } from '~/lib/rights'
import { uuid } from '~/lib/uuid'
import { Dialog } from '~/ui/Dialog'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import type { Thing } from '../thing/things'
import type { Saved, stateOf } from './saved'

/** ViewDialog gives a view its name, and says who it is for. */
export default function ViewDialog({
  of,
  thing,
  state,
  onClose,
  onDone,
}: {
  /** Left out for a new view. */
  of: Saved | undefined
  thing: Thing
  state: ReturnType<typeof stateOf>
  onClose: () => void
  onDone: (view: string) => void
}) {
  const access = useAccess()
  const path = { project: useProject() }
  const create = useWrite('registers.view.create')
  const change = useWrite('registers.view.change')
  const closed = whyNot(access, 'project.administer')
  const options = [
    { value: 'mine', label: m.registers_view_whose_mine() },
    { value: 'project', label: m.registers_view_whose_project(), disabled: closed !== undefined },
    { value: 'default', label: m.registers_view_whose_default(), disabled: closed !== undefined },
  ]
  const initial = { name: of?.name ?? '', whose: of?.whose ?? 'mine' }
  const save = ({ name, whose }: typeof initial) => {
    const fields = { name: name.trim(), whose }
    if (of) {
      change.mutate(
        { path: { ...path, id: of.id }, body: { base: of.version, ...fields } },
        { onSuccess: ({ id }) => onDone(id) },
      )
    } else {
      const body = { id: uuid(), thing, state, ...fields }
      create.mutate({ path, body }, { onSuccess: ({ id }) => onDone(id) })
    }
  }
  return (
    <Dialog title={of ? m.registers_view_edit() : m.registers_view_create()} onClose={onClose} stay>
      <Form
        initial={initial}
        onSubmit={save}
        problem={of ? change.error : create.error}
        busy={create.isPending || change.isPending}
      >
        <div style={{ display: 'grid', gap: 14 }}>
          <TextField name="name" label={m.registers_view_name()} required maxLength={120} />
          <SelectField name="whose" label={m.registers_view_whose()} options={options} required />
          {closed && <Note>{closed}</Note>}
          {!of && <p className="muted">{m.registers_view_about()}</p>}
          <FormActions submit={m.ui_save()} onCancel={onClose} />
        </div>
      </Form>
    </Dialog>
  )
}
