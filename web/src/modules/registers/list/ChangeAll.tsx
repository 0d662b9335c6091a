import { Button, MultiSelect } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/PillsInput.layer.css'
import '@mantine/core/styles/Pill.layer.css'
import { useState } from 'react'
import type { Task } from '~/api/live'
import { asProblem, type Problem } from '~/api/problem'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { Note } from '~/ui/Note'
import { TaskProgress } from '~/ui/TaskProgress'
import { say, sayUndo } from '~/ui/toast'
import { FieldInput } from '../row/FieldInput'
import { type Ask, changeAllOf } from '../thing/api'
import { rowsOf } from '../thing/counted'
import { useRegister } from '../thing/register'
import { undoEntry } from './saving'

const plain = (value: unknown) => (value === undefined || value === '' ? null : value)

/**
 * ChangeAll gives fields the same value in all rows that the list is narrowed to, also those that are not
 * here; it says first what that comes to.
 */
export default function ChangeAll({
  ask,
  onClose,
  onDone,
}: {
  ask: Ask
  onClose: () => void
  onDone: () => void
}) {
  const { register, project, fields, references } = useRegister()
  const open = fields.filter(
    ({ fixed, id, key }) => !fixed && !['title', 'tag', 'code', 'no'].includes(id) && key !== 'extra',
  )
  const [chosen, setChosen] = useState<string[]>([])
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const [told, setTold] = useState<{ rows: number; set: Record<string, unknown> }>()
  const [task, setTask] = useState<string>()

  const undo = (entry: string) => async () => {
    await undoEntry(project, entry)
    onDone()
  }
  const over = ({ state, done, result }: Task) => {
    if (state !== 'done' || !result.subject) return
    onDone()
    onClose()
    const { refused = 0, reason = '' } = result
    sayUndo(m.registers_bulk_done({ count: formatNumber(done - refused) }), undo(result.subject))
    if (refused > 0) say(m.registers_refused({ count: formatNumber(refused), reason }))
  }
  const send = async (set: Record<string, unknown>, preview: boolean) => {
    setBusy(true)
    setProblem(undefined)
    try {
      await references.beforeSave([set.company])
      const done = await changeAllOf(register.thing, project, ask, set, preview)
      if (preview) setTold({ rows: done.rows, set })
      else if (done.task) setTask(done.task)
      else {
        onDone()
        onClose()
        const { entry } = done
        if (entry && done.rows > 0)
          sayUndo(m.registers_bulk_done({ count: formatNumber(done.rows) }), undo(entry))
        if (done.refused > 0)
          say(m.registers_refused({ count: formatNumber(done.refused), reason: done.reason ?? '' }))
      }
    } catch (error) {
      setProblem(asProblem(error))
    }
    setBusy(false)
  }
  const submit = (values: Record<string, unknown>) => {
    const set = Object.fromEntries(
      open.flatMap(({ key, type }) =>
        chosen.includes(key) ? [[key, plain(values[key]) ?? (type === 'boolean' ? false : null)]] : [],
      ),
    )
    return send(set, told === undefined)
  }
  if (task)
    return (
      <Dialog title={m.registers_all()} onClose={onClose} stay>
        <TaskProgress task={task} onOver={over} />
        <p className="muted">{m.registers_all_working()}</p>
      </Dialog>
    )
  return (
    <Dialog title={m.registers_all()} onClose={onClose} stay>
      <Form
        initial={{} as Record<string, unknown>}
        onSubmit={submit}
        onChange={() => setTold(undefined)}
        busy={busy}
        problem={problem}
      >
        <div style={{ display: 'grid', gap: 14 }}>
          <MultiSelect
            label={m.registers_all_fields()}
            data={open.map((one) => ({ value: one.key, label: one.label() }))}
            value={chosen}
            onChange={(next) => {
              setChosen(next)
              setTold(undefined)
            }}
            searchable
            comboboxProps={{ transitionProps: { duration: 0 } }}
            data-autofocus
          />
          {open
            .filter(({ key }) => chosen.includes(key))
            .map((field) => (
              <FieldInput
                key={field.key}
                field={field}
                needed={
                  field.required ?? (!field.own && (field.type === 'status' || field.type === 'choice'))
                }
              />
            ))}
          {told && (
            <Note tone="warn">
              {m.registers_all_preview({ rows: rowsOf(told.rows), fields: String(chosen.length) })}
            </Note>
          )}
          {chosen.length > 0 ? (
            <FormActions
              submit={told ? m.registers_bulk_submit() : m.registers_all_look()}
              onCancel={onClose}
            />
          ) : (
            <div>
              <Button variant="default" onClick={onClose}>
                {m.ui_cancel()}
              </Button>
            </div>
          )}
        </div>
      </Form>
    </Dialog>
  )
}
