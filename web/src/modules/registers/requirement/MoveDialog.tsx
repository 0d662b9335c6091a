import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { type Answer, call } from '~/api/call'
import type { Problem } from '~/api/problem'
import { refresh, useWrite } from '~/api/query'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { Lines } from '~/ui/Skeletons'
import { say, sayUndo } from '~/ui/toast'
import { undoEntry } from '../list/saving'
import type { Line } from '../thing/api'
import css from './requirement.module.css'

/** Act is how requirements are moved on. */
export type Act = 'approve' | 'return' | 'propose' | 'supersede'

type Moved = Answer<'registers.requirement.approve'>

const words: Record<Act, { title: () => string; submit: () => string; reason: () => string }> = {
  approve: {
    title: m.registers_approve_title,
    submit: m.registers_approve,
    reason: m.registers_approval_reason,
  },
  return: {
    title: m.registers_return_title,
    submit: m.registers_return,
    reason: m.registers_approval_reason_return,
  },
  propose: {
    title: m.registers_propose_title,
    submit: m.registers_propose,
    reason: m.registers_approval_reason_propose,
  },
  supersede: {
    title: m.registers_supersede_title,
    submit: m.registers_supersede,
    reason: m.registers_approval_reason_supersede,
  },
}

const touched = ['registers.requirement', 'registers.edition', 'registers.value', 'registers.total']

/** MoveDialog shows what comes of approving, returning, proposing or superseding requirements, and does it as one change. */
export default function MoveDialog({
  act,
  rows,
  onClose,
  onDone,
}: {
  act: Act
  rows: readonly Line[]
  onClose: () => void
  onDone: () => void
}) {
  const [reason, setReason] = useState(act === 'approve' ? '' : undefined)
  return (
    <Dialog title={words[act].title()} onClose={onClose} stay>
      {reason !== undefined ? (
        <Preview
          act={act}
          rows={rows}
          reason={reason}
          onBack={act === 'approve' ? onClose : () => setReason(undefined)}
          onDone={onDone}
        />
      ) : (
        <Form initial={{ reason: '' }} onSubmit={(values) => setReason(values.reason.trim())}>
          <Fields>
            <TextField
              name="reason"
              label={m.registers_approval_reason()}
              description={words[act].reason()}
              rows={3}
              maxLength={2000}
              required
              autoFocus
            />
            <FormActions submit={m.registers_approval_see()} onCancel={onClose} />
          </Fields>
        </Form>
      )}
    </Dialog>
  )
}

function Preview({
  act,
  rows,
  reason,
  onBack,
  onDone,
}: {
  act: Act
  rows: readonly Line[]
  reason: string
  onBack: () => void
  onDone: () => void
}) {
  const project = useProject()
  const cache = useQueryClient()
  const asked = (some: readonly Line[], preview: boolean) => ({
    path: { project },
    body: {
      requirements: some.map(({ id, version }) => ({ id, base: version })),
      preview,
      ...(act === 'approve' ? {} : { reason }),
    } as { requirements: { id: string }[]; preview: boolean; reason: string },
  })
  const operation = `registers.requirement.${act}` as 'registers.requirement.propose'
  const { data, error, refetch } = useQuery<Moved, Problem>({
    queryKey: ['registers.requirement', operation, project, rows.map(({ id }) => id), reason],
    queryFn: () => call(operation, asked(rows.slice(0, mostAtOnce), true)),
    staleTime: 0,
  })
  const move = useWrite(operation, {
    touches: touched,
    onDone: ({ results, entry }) => {
      const done = results.filter(({ problem }) => !problem).length
      const said = m.registers_approval_done({ count: formatNumber(done) })
      // What was approved once is in force by somebody's word: it is not taken back by a passing button.
      if (act === 'approve' || done === 0) say(said)
      else
        sayUndo(said, async () => {
          await undoEntry(project, entry)
          await refresh(cache, touched)
        })
      onDone()
    },
  })
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <Lines count={4} />
  const going = new Set(data.results.filter(({ problem }) => !problem).map(({ id }) => id))
  const refused = data.results.length - going.size
  const sorted = [...data.results].sort((a, b) => Number(Boolean(b.problem)) - Number(Boolean(a.problem)))
  return (
    <Form
      initial={{}}
      problem={move.error}
      busy={move.isPending}
      disabled={going.size === 0}
      onSubmit={() =>
        move.mutate(
          asked(
            rows.filter(({ id }) => going.has(id)),
            false,
          ),
        )
      }
    >
      <Fields>
        <Note tone={refused > 0 ? 'warn' : 'plain'}>
          {m.registers_approval_preview({ count: formatNumber(going.size), refused: formatNumber(refused) })}
        </Note>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by the keyboard */}
        <ul className={css.preview} tabIndex={0} aria-label={m.registers_approval_list()}>
          {sorted.map(({ id, code, title, edition, problem }) => (
            <li key={id}>
              <strong className="figures">{code}</strong> {title}
              {problem ? (
                <p data-refused>{problem.title}</p>
              ) : (
                <p className="muted">{m.registers_approval_version({ edition: String(edition) })}</p>
              )}
            </li>
          ))}
        </ul>
        <FormActions submit={words[act].submit()} onCancel={onBack} danger={act === 'supersede'} />
      </Fields>
    </Form>
  )
}

const mostAtOnce = 1000
