import { Button, Checkbox } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import form from '~/ui/form/form.module.css'
import { Note } from '~/ui/Note'
import { ProblemNote } from '~/ui/ProblemNote'
import { Sheet } from '~/ui/Sheet'
import { say } from '~/ui/toast'
import { type Names, useNames } from '../names'
import { everything } from '../restoring'
import { showValue } from '../values'
import { fieldName } from '../words/fields'
import { differences, type Image } from './differences'
import { imageOf, type Version } from './RowHistory'
import css from './row.module.css'

/** Restore puts a row back as a version left it, field by field or whole; a deleted row comes back whole. */
export function Restore({
  table,
  row,
  version,
  now,
  names,
  onClose,
}: {
  table: string
  row: string
  version: Version
  now: Image | undefined
  names: Names
  onClose: () => void
}) {
  const project = useProject()
  const then = imageOf(version)
  const found = now && then ? differences(now, then) : []
  const resolve = useNames([{ table, fields: found }])
  const called: Names = (id) => resolve(id) ?? names(id)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = found.filter(({ field }) => !left.has(field)).map(({ field }) => field)
  const restore = useWrite('audit.version.restore', {
    touches: everything,
    onDone: ({ dropped = [] }) => {
      say(
        dropped.length > 0
          ? m.audit_restored_but({ fields: dropped.map((field) => fieldName(field)).join(', ') })
          : m.audit_restored(),
      )
      onClose()
    },
  })
  const turn = (field: string) => {
    const next = new Set(left)
    if (!next.delete(field)) next.add(field)
    setLeft(next)
  }
  const send = () =>
    restore.mutate({
      path: { project },
      body: {
        table,
        row,
        version: version.version,
        ...(now && left.size > 0 ? { fields: chosen } : {}),
      },
    })

  return (
    <Sheet
      title={m.audit_restore_title({ no: String(version.version), at: formatMoment(version.at) })}
      onClose={onClose}
    >
      <div className={css.restore}>
        {restore.error && <ProblemNote problem={restore.error} />}
        {!now ? (
          <p>{m.audit_restore_whole()}</p>
        ) : found.length === 0 ? (
          <Note>{m.audit_restore_same()}</Note>
        ) : (
          <>
            <p className="muted">{m.audit_restore_about()}</p>
            <ul className={css.fields}>
              {found.map(({ field, before, after }) => (
                <li key={field}>
                  <Checkbox
                    checked={!left.has(field)}
                    onChange={() => turn(field)}
                    label={fieldName(field)}
                    size="md"
                  />
                  <dl>
                    <div>
                      <dt>{m.audit_restore_now()}</dt>
                      <dd>
                        <del>{showValue(field, before, called)}</del>
                      </dd>
                    </div>
                    <div>
                      <dt>{m.audit_restore_then()}</dt>
                      <dd>{showValue(field, after, called)}</dd>
                    </div>
                  </dl>
                </li>
              ))}
            </ul>
          </>
        )}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose} disabled={restore.isPending} data-autofocus>
            {m.ui_cancel()}
          </Button>
          <Button
            onClick={send}
            loading={restore.isPending}
            disabled={now !== undefined && chosen.length === 0}
          >
            {!now
              ? m.audit_restore_row()
              : left.size > 0
                ? m.audit_restore_fields({ count: String(chosen.length) })
                : m.audit_restore_all()}
          </Button>
        </div>
      </div>
    </Sheet>
  )
}
