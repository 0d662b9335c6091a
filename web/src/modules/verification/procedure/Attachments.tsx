import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { ActButton } from '~/ui/ActButton'
import form from '~/ui/form/form.module.css'
import { Panel } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { Sheet } from '~/ui/Sheet'
import css from './procedure.module.css'
import type { Procedure } from './steps'

const whole = { limit: 500 }
type Attachment = Procedure['attachments'][number]

/** useLists are the project's methods and phases, by which procedures are attached. */
function useLists() {
  const path = { project: useProject() }
  const { data: methods } = useRead('registers.method.list', { path, query: whole })
  const { data: phases } = useRead('registers.phase.list', { path, query: whole })
  const name = (list: typeof methods | typeof phases, id: string | null) => {
    const found = list?.items.find((one) => one.id === id)
    return found ? named(found) : ''
  }
  return {
    methods: methods?.items ?? [],
    phases: phases?.items ?? [],
    method: (id: string | null) => name(methods, id),
  }
}

/** Attachments say which rows a procedure fits, and let that be changed. */
export function Attachments({ procedure, why }: { procedure: Procedure; why: string | undefined }) {
  const [open, setOpen] = useState(false)
  const { method } = useLists()
  return (
    <Panel
      title={m.verification_attachments()}
      acts={
        <ActButton why={why} variant="default" onClick={() => setOpen(true)}>
          {m.verification_attachments_change()}
        </ActButton>
      }
    >
      {procedure.attachments.length === 0 ? (
        <p className="muted">{m.verification_attachments_none()}</p>
      ) : (
        <ul className={css.attachments}>
          {procedure.attachments.map((one) => (
            <li key={one.id}>
              {[
                method(one.method),
                one.type && m.verification_of_type({ type: one.type }),
                one.classification && m.verification_of_classification({ code: one.classification }),
              ]
                .filter(Boolean)
                .join(' · ') || m.verification_attachment_all()}
            </li>
          ))}
        </ul>
      )}
      {open && <AttachSheet procedure={procedure} onClose={() => setOpen(false)} />}
    </Panel>
  )
}

function AttachSheet({ procedure, onClose }: { procedure: Procedure; onClose: () => void }) {
  const project = useProject()
  const { methods, phases } = useLists()
  const [all, setAll] = useState<Attachment[]>(procedure.attachments)
  const attach = useWrite('verification.procedure.attach', {
    touches: ['verification.run', 'verification.generation'],
    onDone: onClose,
  })
  const put = (id: string, part: Partial<Attachment>) =>
    setAll(all.map((one) => (one.id === id ? { ...one, ...part } : one)))
  const choices = (list: { id: string; name_da: string; name_en: string }[]) => [
    { value: '', label: m.verification_any() },
    ...list.map((one) => ({ value: one.id, label: named(one) })),
  ]
  return (
    <Sheet title={m.verification_attachments()} onClose={onClose}>
      <p className="muted">{m.verification_attachments_about()}</p>
      {attach.error && <ProblemNote problem={attach.error} />}
      {all.map((one, at) => (
        <fieldset key={one.id} className={css.option}>
          <legend className="unseen">{m.verification_attachment_no({ no: at + 1 })}</legend>
          <div className={css.pair}>
            <NativeSelect
              label={m.verification_fact_method()}
              value={one.method ?? ''}
              data={choices(methods)}
              onChange={(event) => put(one.id, { method: event.currentTarget.value || null })}
            />
            <NativeSelect
              label={m.verification_attachment_phase()}
              value={one.phase ?? ''}
              data={choices(phases)}
              onChange={(event) => put(one.id, { phase: event.currentTarget.value || null })}
            />
            <TextInput
              label={m.verification_attachment_type()}
              value={one.type}
              maxLength={200}
              onChange={(event) => put(one.id, { type: event.currentTarget.value })}
            />
            <TextInput
              label={m.verification_attachment_classification()}
              description={m.verification_attachment_classification_about()}
              value={one.classification}
              maxLength={100}
              onChange={(event) => put(one.id, { classification: event.currentTarget.value })}
            />
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={m.verification_attachment_delete({ no: at + 1 })}
            onClick={() => setAll(all.filter(({ id }) => id !== one.id))}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </fieldset>
      ))}
      <Button
        variant="light"
        leftSection={<IconPlus size={18} />}
        onClick={() =>
          setAll([...all, { id: uuid(), method: null, phase: null, type: '', classification: '' }])
        }
      >
        {m.verification_attachment_add()}
      </Button>
      <div className={form.actions}>
        <Button variant="default" onClick={onClose}>
          {m.ui_cancel()}
        </Button>
        <Button
          loading={attach.isPending}
          onClick={() =>
            attach.mutate({ path: { project, procedure: procedure.id }, body: { attachments: all } })
          }
        >
          {m.verification_attachments_save()}
        </Button>
      </div>
    </Sheet>
  )
}
