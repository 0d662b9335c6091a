import { Button } from '@mantine/core'
import { IconArrowBackUp, IconFileDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { download } from '~/api/download'
import { useRead, useWrite } from '~/api/query'
import { formatDate, formatMoment } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { DataTable } from '~/ui/DataTable'
import { Dialog } from '~/ui/Dialog'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { Panel } from '~/ui/Page'
import { say, sayWrong } from '~/ui/toast'
import { pictureOf } from '~/ui/Viewer'
import gate from '../gate/gate.module.css'
import { type Acceptance, decisions } from '../words'
import css from './acceptance.module.css'

/** Signed is an acceptance document that was signed: what stands in it, its PDF, and whether it was opened again. */
export function Signed({ document }: { document: Acceptance }) {
  const project = useProject()
  const why = useWhyNot('tests.approve')
  const [open, setOpen] = useState(false)
  const { data: companies } = useRead('projects.company.list', { path: { project } })
  const { data: people } = useRead('accounts.person.list', { path: { project } })
  const company = companies?.items.find(({ id }) => id === document.signed_company)?.name
  const preparer = people?.items.find(({ id }) => id === document.prepared_by)?.name
  const facts: [string, string][] = [
    [m.gates_prepared_by(), [preparer, formatDate(document.prepared_at)].filter(Boolean).join(', ')],
    [m.gates_signed_name(), [document.signed_name, document.signed_role, company].filter(Boolean).join(', ')],
    [m.gates_signed_at(), formatMoment(document.signed_at)],
    [m.gates_locked(), formatNumber(document.locked)],
    ['SHA-256', document.sha256],
  ]
  return (
    <>
      {document.state === 'reopened' && (
        <Note tone="warn">
          {m.gates_reopened_by({
            name: people?.items.find(({ id }) => id === document.reopened_by)?.name ?? '',
            at: formatMoment(document.reopened_at),
          })}{' '}
          {document.reason}
        </Note>
      )}
      {document.alone && (
        <Note>
          {m.gates_alone_told()} {document.alone}
        </Note>
      )}
      <Panel
        acts={
          <>
            <Button
              variant="default"
              leftSection={<IconFileDownload size={18} aria-hidden />}
              onClick={() => download(`/api/projects/${project}/files/${document.file}`).catch(sayWrong)}
            >
              {m.gates_pdf()}
            </Button>
            {document.state === 'signed' && (
              <ActButton
                why={why}
                variant="default"
                leftSection={<IconArrowBackUp size={18} aria-hidden />}
                onClick={() => setOpen(true)}
              >
                {m.gates_reopen()}
              </ActButton>
            )}
          </>
        }
      >
        <dl className={gate.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className={css.value}>{value}</dd>
            </div>
          ))}
          <div>
            <dt>{m.gates_signature()}</dt>
            <dd>
              {document.signature ? (
                <img
                  className={css.ink}
                  src={pictureOf(project, document.signature)}
                  alt={m.gates_signed_by({
                    name: document.signed_name,
                    at: formatMoment(document.signed_at),
                  })}
                />
              ) : (
                m.gates_by_name()
              )}
            </dd>
          </div>
        </dl>
      </Panel>
      <Panel title={m.gates_activities()}>
        <p className={css.text}>{document.activities}</p>
      </Panel>
      <Panel title={m.gates_documents()}>
        <p className={css.text}>{document.documents}</p>
      </Panel>
      <Panel title={m.gates_points()}>
        {document.points.length === 0 ? (
          <p className="muted">{m.gates_points_none()}</p>
        ) : (
          <DataTable
            caption={m.gates_points()}
            rows={document.points}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', title: m.gates_point(), show: ({ title }) => title },
              {
                key: 'decision',
                title: m.gates_decision(),
                show: ({ decision }) => decisions[decision as keyof typeof decisions]?.() ?? '',
                width: '190px',
              },
              { key: 'due', title: m.gates_due(), show: ({ due_on }) => formatDate(due_on), width: '120px' },
              { key: 'note', title: m.gates_note(), show: ({ note }) => note },
            ]}
          />
        )}
      </Panel>
      <Panel title={m.gates_conclusion()}>
        <p className={css.text}>{document.conclusion}</p>
      </Panel>
      {open && (
        <Dialog title={m.gates_reopen()} onClose={() => setOpen(false)}>
          <Reopen document={document} onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  )
}

function Reopen({ document, onDone }: { document: Acceptance; onDone: () => void }) {
  const path = { project: useProject(), acceptance: document.id }
  const reopen = useWrite('gates.acceptance.reopen', {
    touches: ['gates.gate', 'registers.row'],
    onDone: () => {
      say(m.gates_is_reopened())
      onDone()
    },
  })
  return (
    <Form
      initial={{ reason: '' }}
      problem={reopen.error}
      busy={reopen.isPending}
      onSubmit={({ reason }) => reopen.mutate({ path, body: { reason } })}
    >
      <Fields>
        <Note tone="warn">{m.gates_reopen_about()}</Note>
        <TextField name="reason" label={m.gates_reason()} rows={3} maxLength={2000} required />
        <FormActions submit={m.gates_reopen()} onCancel={onDone} danger />
      </Fields>
    </Form>
  )
}
