import { useState } from 'react'
import type { Body } from '~/api/call'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Dialog } from '~/ui/Dialog'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { NumberField } from '~/ui/form/NumberField'
import { PillsField } from '~/ui/form/PillsField'
import { SelectField } from '~/ui/form/SelectField'
import { SwitchField } from '~/ui/form/SwitchField'
import { TextField } from '~/ui/form/TextField'
import { isLookup } from '~/ui/grid/columns'
import { say } from '~/ui/toast'
import { FieldInput } from '../row/FieldInput'
import { flat, type OwnColumn, ownField, severalOf } from '../thing/own'
import { useRegister } from '../thing/register'

const kinds: Record<OwnColumn['kind'], () => string> = {
  text: m.registers_own_kind_text,
  number: m.registers_own_kind_number,
  date: m.registers_own_kind_date,
  choice: m.registers_own_kind_choice,
  choices: m.registers_own_kind_choices,
  person: m.registers_own_kind_person,
  document: m.registers_own_kind_document,
  flag: m.registers_own_kind_flag,
}

const lines = (text: string) => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ),
]

/** OwnColumnDialog adds a column to the register that is shown, or changes one that the project added. */
export default function OwnColumnDialog({
  of,
  onClose,
}: {
  /** Left out for a new column. */
  of: OwnColumn | undefined
  onClose: () => void
}) {
  const { register, project, references } = useRegister()
  const disciplines = references.choices('discipline')
  const done = () => {
    say(m.registers_own_saved())
    onClose()
  }
  const create = useWrite('registers.column.create', { onDone: done })
  const change = useWrite('registers.column.change', { onDone: done })
  const first = {
    name_da: of?.name_da ?? '',
    name_en: of?.name_en ?? '',
    kind: of?.kind ?? 'text',
    unit: of?.unit ?? '',
    choices: (of?.choices ?? []).join('\n'),
    required: of?.required ?? false,
    at_handover: of?.at_handover ?? false,
    disciplines: of?.disciplines ?? [],
    position: of?.position ?? null,
    initial: of ? (flat({ own: { i: of.initial } }) as Record<string, unknown>)['own.i'] : null,
  }
  const [now, setNow] = useState(first)
  const chosen = now.kind === 'choice' || now.kind === 'choices'
  const narrows = register.fields.some(({ key }) => key === 'discipline') && !isLookup(disciplines)
  const sample = ownField({ ...now, choices: lines(now.choices), field: 'initial' } as unknown as OwnColumn)

  const save = ({ choices, initial, position, ...fields }: typeof first) => {
    const own = {
      ...fields,
      choices: chosen ? lines(choices) : [],
      initial:
        initial === '' || initial === undefined
          ? null
          : now.kind === 'choices'
            ? severalOf(initial)
            : initial,
      ...(position === null ? {} : { position }),
    }
    if (of) {
      const { kind: _, ...rest } = own
      change.mutate({ path: { project, id: of.id }, body: { base: of.version, ...rest } as never })
    } else {
      const body = { id: uuid(), thing: register.thing, ...own } as Body<'registers.column.create'>
      create.mutate({ path: { project }, body })
    }
  }
  return (
    <Dialog title={of ? m.registers_own_edit() : m.registers_own_add()} onClose={onClose} stay>
      <Form
        initial={first}
        onChange={setNow}
        onSubmit={save}
        problem={of ? change.error : create.error}
        busy={create.isPending || change.isPending}
      >
        <div style={{ display: 'grid', gap: 14 }}>
          <TextField name="name_da" label={m.registers_own_name_da()} maxLength={120} />
          <TextField name="name_en" label={m.registers_own_name_en()} maxLength={120} />
          <SelectField
            name="kind"
            label={m.registers_own_kind()}
            description={of ? m.registers_own_kind_stays() : undefined}
            disabled={of !== undefined}
            options={Object.entries(kinds).map(([value, label]) => ({ value, label: label() }))}
          />
          {now.kind === 'number' && <TextField name="unit" label={m.registers_own_unit()} maxLength={40} />}
          {chosen && <TextField name="choices" label={m.registers_own_choices()} rows={5} required />}
          {now.kind !== 'document' && (
            <FieldInput
              key={now.kind}
              field={{
                ...sample,
                id: 'initial',
                query: 'initial',
                key: 'initial',
                label: m.registers_own_initial,
              }}
              needed={false}
            />
          )}
          <SwitchField name="required" label={m.registers_own_required()} />
          <SwitchField name="at_handover" label={m.registers_own_handover()} />
          {narrows && (
            <PillsField
              name="disciplines"
              label={m.registers_own_disciplines()}
              description={m.registers_own_disciplines_about()}
              options={disciplines.map(({ value, label }) => ({ value, label }))}
            />
          )}
          {of && <NumberField name="position" label={m.registers_own_position()} />}
          <FormActions submit={m.ui_save()} onCancel={onClose} />
        </div>
      </Form>
    </Dialog>
  )
}
