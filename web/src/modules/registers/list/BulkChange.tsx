import { Select } from '@mantine/core'
import { rowsOf } from '../thing/counted'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { useState } from 'react'
import { asProblem, type Problem } from '~/api/problem'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { Note } from '~/ui/Note'
import { FieldInput } from '../row/FieldInput'
import { useRegister } from '../thing/register'

/** BulkChange gives one field the same value in all rows that are selected, and says first how many that is. */
export default function BulkChange({
  count,
  onClose,
  onChange,
}: {
  count: number
  onClose: () => void
  onChange: (set: Record<string, unknown>) => Promise<void>
}) {
  const { fields } = useRegister()
  const open = fields.filter(({ fixed, id }) => !fixed && id !== 'title' && id !== 'tag' && id !== 'code')
  const [key, setKey] = useState(open.find(({ type }) => type === 'status')?.key ?? open[0]?.key)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const field = open.find((one) => one.key === key)

  const submit = async (values: Record<string, unknown>) => {
    if (!field) return
    setBusy(true)
    setProblem(undefined)
    try {
      const value = values[field.key]
      await onChange({
        [field.key]: value === undefined || value === '' ? (field.type === 'boolean' ? false : null) : value,
      })
      onClose()
    } catch (error) {
      setProblem(asProblem(error))
      setBusy(false)
    }
  }
  return (
    <Dialog title={m.registers_bulk()} onClose={onClose} stay>
      <Form initial={{} as Record<string, unknown>} key={key} onSubmit={submit} busy={busy} problem={problem}>
        <div style={{ display: 'grid', gap: 14 }}>
          <Select
            label={m.registers_bulk_field()}
            data={open.map((one) => ({ value: one.key, label: one.label() }))}
            value={key ?? null}
            onChange={(next) => next && setKey(next)}
            allowDeselect={false}
            searchable
            comboboxProps={{ transitionProps: { duration: 0 } }}
          />
          {field && (
            <FieldInput
              field={field}
              needed={field.required ?? (!field.own && (field.type === 'status' || field.type === 'choice'))}
            />
          )}
          <Note>{m.registers_bulk_preview({ rows: rowsOf(count) })}</Note>
          <FormActions submit={m.registers_bulk_submit()} onCancel={onClose} />
        </div>
      </Form>
    </Dialog>
  )
}
