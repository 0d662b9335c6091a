import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type MouseEvent, useEffect, useState } from 'react'
import { asProblem, isStale, type Problem } from '~/api/problem'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { Note } from '~/ui/Note'
import { type Side, StaleChoice } from '~/ui/StaleChoice'
import { say } from '~/ui/toast'
import { changeOperation, type Line, readingLine } from '../thing/api'
import { flat, nested } from '../thing/own'
import { useRegister } from '../thing/register'
import { changesOf } from './changes'
import { FieldInput } from './FieldInput'
import css from './row.module.css'

/** RowForm changes one row; where others changed the same fields meanwhile, one says what is to stand. */
export function RowForm({
  row,
  onClose,
  onDirty,
}: {
  row: Line
  onClose: () => void
  onDirty: (dirty: boolean) => void
}) {
  const { register, project, fields, references, may, show } = useRegister()
  const cache = useQueryClient()
  // What stood there when the form was opened: only what differs from it is sent.
  const [base, setBase] = useState(row)
  const [draft, setDraft] = useState<Line>()
  const [dirty, setDirty] = useState(false)
  const [dropped, setDropped] = useState(0)
  const [sides, setSides] = useState<Record<string, Side>>({})
  const [refused, setRefused] = useState<Problem>()
  const open = fields.filter((field) => !field.fixed)
  // A form in which nothing is written yet shows the row as it is by now.
  if (!dirty && !draft && row.version > base.version) setBase(row)
  useEffect(() => onDirty(dirty), [dirty, onDirty])
  useEffect(() => () => onDirty(false), [onDirty])
  const change = useWrite(changeOperation(register.thing), {
    onDone: (now) => {
      setBase(flat(now as unknown as Line))
      setDraft(undefined)
      setDirty(false)
      setSides({})
      say(m.registers_row_saved())
    },
  })
  const problem = refused ?? change.error
  const stale = isStale(problem) ? problem.fields : []
  const closed = new Map(open.map((field) => [field.key, may.whyNot(base, field)]))
  const reasons = new Set(closed.values())
  const whole = reasons.size === 1 ? [...reasons][0] : undefined

  const save = async (values: Line) => {
    setDraft(values)
    setRefused(undefined)
    const changes = changesOf(base, values, open)
    for (const { field, theirs } of stale) if (sides[field] === 'theirs') changes[field] = theirs
    if (Object.keys(changes).length === 0) return onClose()
    try {
      await references.beforeSave([changes.company])
      const now =
        stale.length > 0
          ? await cache.fetchQuery({ ...readingLine(register.thing, project, row.id), staleTime: 0 })
          : base
      change.mutate({
        path: { project, id: row.id },
        body: { base: now.version, ...nested(changes) } as never,
      })
    } catch (error) {
      setRefused(asProblem(error))
    }
  }
  const drop = (event: MouseEvent<HTMLElement>) => {
    // The button goes with the changes; one stays where it was.
    event.currentTarget.closest('aside')?.querySelector('h2')?.focus()
    setDraft(undefined)
    setSides({})
    setRefused(undefined)
    change.reset()
    setBase(row)
    setDirty(false)
    setDropped(dropped + 1)
  }
  const named = (key: string) => fields.find((field) => field.key === key)
  return (
    <Form
      key={`${base.version} ${dropped}`}
      initial={draft ?? base}
      onSubmit={save}
      onChange={(values) => setDirty(Object.keys(changesOf(base, values, open)).length > 0)}
      problem={stale.length > 0 ? null : problem}
      busy={change.isPending}
      disabled={whole !== undefined}
    >
      {whole && <Note>{whole}</Note>}
      {stale.length > 0 && (
        <StaleChoice
          fields={stale}
          name={(key) => named(key)?.label() ?? key}
          show={(key, value) => {
            const field = named(key)
            return field ? show(field, value) : String(value ?? '')
          }}
          chosen={sides}
          onChoose={(field, side) => setSides({ ...sides, [field]: side })}
        />
      )}
      <div className={css.fields}>
        {open.map((field) => (
          <div key={field.key} className={field.both || field.type === 'long' ? css.broad : undefined}>
            <FieldInput field={field} disabled={closed.get(field.key) !== undefined} />
          </div>
        ))}
      </div>
      {whole === undefined && (
        <div className={css.actions}>
          {dirty && <p className="muted">{m.registers_row_unsaved()}</p>}
          <FormActions submit={m.ui_save()} onCancel={dirty ? undefined : onClose}>
            {dirty && (
              <Button variant="default" onClick={drop} disabled={change.isPending}>
                {m.registers_row_drop()}
              </Button>
            )}
          </FormActions>
        </div>
      )}
    </Form>
  )
}
