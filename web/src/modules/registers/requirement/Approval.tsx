import { IconArrowBackUp, IconCheck, IconGitPullRequest, IconOctagonOff } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useCan, useWhyNot } from '~/api/access'
import { formatDate } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { Note } from '~/ui/Note'
import type { Line } from '../thing/api'
import { useRegister } from '../thing/register'
import { Editions } from './Editions'
import type { Act } from './MoveDialog'
import css from './requirement.module.css'

const MoveDialog = lazy(() => import('./MoveDialog'))

/** Approval says how far a requirement has come and whose turn it is, and moves it on. */
export function Approval({ row }: { row: Line }) {
  const { references, may } = useRegister()
  const [act, setAct] = useState<Act>()
  const mayApprove = useCan('requirements.approve')
  const whyNotApprove = useWhyNot('requirements.approve')
  const whyNotEdit = useWhyNot(['requirements.edit_all', 'requirements.edit_own'])
  const text = (key: string) => (typeof row[key] === 'string' ? (row[key] as string) : '')
  const edition = String(row.edition)
  const state = text('state')
  const who = references.label('person', text('approved_by'))
  const locked = text('locked_in') && (references.label('phase', text('locked_in')) ?? '…')
  const open = may.whyNot(row, { key: 'reason' }) === undefined
  const why = locked
    ? m.registers_closed_locked()
    : open
      ? undefined
      : (whyNotEdit ?? m.registers_closed_others())

  return (
    <section className={css.approval} aria-label={m.registers_approval()}>
      <h3>{m.registers_approval()}</h3>
      {state === 'proposed' && (
        <Note tone={mayApprove ? 'warn' : 'plain'}>
          {mayApprove ? m.registers_approval_waits_you({ edition }) : m.registers_approval_waits({ edition })}
          {text('reason') && <p>{m.registers_approval_why({ reason: text('reason') })}</p>}
        </Note>
      )}
      {state === 'returned' && (
        <Note tone={why ? 'plain' : 'warn'}>
          {why ? m.registers_approval_returned({ edition }) : m.registers_approval_returned_you({ edition })}
          <p>{m.registers_approval_return_why({ reason: text('reason') })}</p>
        </Note>
      )}
      {state === 'approved' && (
        <Note tone="good">
          {who
            ? m.registers_approval_approved({ edition, day: formatDate(text('approved_on')), who })
            : m.registers_approval_approved_short({ edition })}
          {locked && <p>{m.registers_approval_locked({ phase: locked })}</p>}
        </Note>
      )}
      {state === 'superseded' && <Note>{m.registers_approval_superseded({ reason: text('reason') })}</Note>}
      <div className={css.acts}>
        {state === 'proposed' && (
          <ActButton
            why={whyNotApprove}
            leftSection={<IconCheck size={18} aria-hidden />}
            onClick={() => setAct('approve')}
          >
            {m.registers_approve()}
          </ActButton>
        )}
        {state === 'proposed' && (
          <ActButton
            why={whyNotApprove}
            variant="default"
            leftSection={<IconArrowBackUp size={18} aria-hidden />}
            onClick={() => setAct('return')}
          >
            {m.registers_return()}
          </ActButton>
        )}
        {state !== 'proposed' && (
          <ActButton
            why={why}
            variant="default"
            leftSection={<IconGitPullRequest size={18} aria-hidden />}
            onClick={() => setAct('propose')}
          >
            {state === 'returned' ? m.registers_propose_anew() : m.registers_propose()}
          </ActButton>
        )}
        {state !== 'superseded' && (
          <ActButton
            why={state === 'approved' ? (whyNotApprove ?? why) : why}
            variant="default"
            leftSection={<IconOctagonOff size={18} aria-hidden />}
            onClick={() => setAct('supersede')}
          >
            {m.registers_supersede()}
          </ActButton>
        )}
      </div>
      <Editions row={row} />
      <Suspense>
        {act && (
          <MoveDialog
            act={act}
            rows={[row]}
            onClose={() => setAct(undefined)}
            onDone={() => setAct(undefined)}
          />
        )}
      </Suspense>
    </section>
  )
}
