import { Button } from '@mantine/core'
import { IconFileDownload, IconSignature, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { download } from '~/api/download'
import { useReady, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { Confirm } from '~/ui/Confirm'
import { Dialog } from '~/ui/Dialog'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { Panel } from '~/ui/Page'
import { say, sayWrong } from '~/ui/toast'
import type { Acceptance, Point } from '../words'
import css from './acceptance.module.css'
import { PointsField } from './PointsField'
import { SignForm } from './SignForm'
import { useSigners } from './signers'

type Values = { activities: string; documents: string; conclusion: string; points: Point[] }

/** DraftForm writes an acceptance document: what was done, what is decided on what is open; then it is signed. */
export function DraftForm({ draft }: { draft: Acceptance }) {
  const project = useProject()
  const path = { project, acceptance: draft.id }
  const go = useNavigate()
  const whyWrite = useWhyNot('tests.edit_all')
  const whySign = useWhyNot('tests.approve')
  const [open, setOpen] = useState<'sign' | 'discard'>()
  const [dirty, setDirty] = useState(false)
  const write = useWrite('gates.acceptance.write', {
    onDone: () => {
      setDirty(false)
      say(m.gates_draft_saved())
    },
  })
  const discard = useWrite('gates.acceptance.discard', {
    touches: ['gates.gate'],
    onDone: () => go({ to: `/projects/${project}/gates/${draft.gate}` }),
  })
  const { person } = useReady('accounts.me.read').data
  const signers = useSigners(draft)
  const undecided = draft.points.filter(({ decision }) => decision === '').length
  const whyNot =
    whySign ??
    (signers && draft.prepared_by === person.id
      ? m.gates_sign_others({ names: signers })
      : dirty
        ? m.gates_sign_save_first()
        : undecided > 0
          ? m.gates_sign_undecided({ count: String(undecided) })
          : undefined)
  const { activities, documents, conclusion, points } = draft
  return (
    <>
      <Panel>
        <Form
          initial={{ activities, documents, conclusion, points } as Values}
          problem={write.error}
          busy={write.isPending}
          disabled={whyWrite !== undefined}
          onChange={() => setDirty(true)}
          onSubmit={({ points, ...texts }) =>
            write.mutate({
              path,
              body: {
                base: draft.version,
                ...texts,
                points: points.map(({ id, decision, note, due_on }) => ({
                  id,
                  decision: decision as 'accepted',
                  note,
                  ...(due_on ? { due_on } : {}),
                })),
              },
            })
          }
        >
          <Fields>
            {whyWrite && <Note>{whyWrite}</Note>}
            <TextField name="activities" label={m.gates_activities()} rows={6} maxLength={20_000} />
            <TextField name="documents" label={m.gates_documents()} rows={4} maxLength={20_000} />
            <PointsField name="points" label={m.gates_points()} />
            <TextField name="conclusion" label={m.gates_conclusion()} rows={3} maxLength={20_000} />
            <FormActions submit={m.ui_save()} />
          </Fields>
        </Form>
      </Panel>
      <div className={css.acts}>
        <Button
          variant="default"
          leftSection={<IconFileDownload size={18} aria-hidden />}
          onClick={() => download(`/api/projects/${project}/acceptances/${draft.id}/preview`).catch(sayWrong)}
        >
          {m.gates_preview()}
        </Button>
        <ActButton
          why={whyWrite}
          variant="default"
          leftSection={<IconTrash size={18} aria-hidden />}
          onClick={() => setOpen('discard')}
        >
          {m.gates_discard()}
        </ActButton>
        <ActButton
          why={whyNot}
          leftSection={<IconSignature size={18} aria-hidden />}
          onClick={() => setOpen('sign')}
        >
          {m.gates_sign()}
        </ActButton>
      </div>
      {signers && <p className={`${css.signers} muted`}>{m.gates_signers({ names: signers })}</p>}
      {open === 'sign' && (
        <Dialog title={m.gates_sign()} onClose={() => setOpen(undefined)} stay>
          <SignForm draft={draft} onDone={() => setOpen(undefined)} />
        </Dialog>
      )}
      <Confirm
        opened={open === 'discard'}
        title={m.gates_discard()}
        act={m.gates_discard()}
        busy={discard.isPending}
        problem={discard.error}
        onConfirm={() => discard.mutate({ path })}
        onClose={() => setOpen(undefined)}
      >
        <p>{m.gates_discard_about()}</p>
      </Confirm>
    </>
  )
}
