import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Problem } from '~/api/problem'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from './Dialog'
import form from './form/form.module.css'
import { ProblemNote } from './ProblemNote'

/** Confirm asks before something that cannot simply be undone, and says what it leads to. */
export function Confirm({
  opened,
  title,
  act,
  children,
  onConfirm,
  onClose,
  busy = false,
  problem,
  danger = true,
}: {
  opened: boolean
  title: string
  /** act is the word on the button: what will be done, never just yes. */
  act: string
  children: ReactNode
  onConfirm: () => void
  onClose: () => void
  busy?: boolean
  problem?: Problem | null
  danger?: boolean
}) {
  if (!opened) return null
  return (
    <Dialog title={title} onClose={onClose}>
      {problem && <ProblemNote problem={problem} />}
      {children}
      <div className={form.actions}>
        <Button variant="default" onClick={onClose} disabled={busy} data-autofocus>
          {m.ui_cancel()}
        </Button>
        <Button color={danger ? 'danger' : 'accent'} onClick={onConfirm} loading={busy}>
          {act}
        </Button>
      </div>
    </Dialog>
  )
}
