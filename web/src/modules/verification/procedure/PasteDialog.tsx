import { Button, Textarea } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { useState } from 'react'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import form from '~/ui/form/form.module.css'
import { Preview } from './Preview'
import { cellsOf, fromCells, type Step } from './steps'

/** PasteDialog makes steps of the lines of a spreadsheet, and shows them before they are added. */
export function PasteDialog({
  steps,
  onAdd,
  onClose,
}: {
  steps: readonly Step[]
  onAdd: (more: Step[]) => void
  onClose: () => void
}) {
  const [text, setText] = useState('')
  const made = fromCells(cellsOf(text), steps).slice(0, 400 - steps.length)
  return (
    <Dialog title={m.verification_paste()} stay onClose={onClose}>
      <Textarea
        label={m.verification_paste_label()}
        description={m.verification_paste_about()}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        rows={6}
        maxLength={200_000}
        data-autofocus
      />
      {made.length > 0 && <Preview steps={made} />}
      <div className={form.actions}>
        <Button variant="default" onClick={onClose}>
          {m.ui_cancel()}
        </Button>
        <Button disabled={made.length === 0} onClick={() => onAdd(made)}>
          {m.verification_paste_add({ count: String(made.length) })}
        </Button>
      </div>
    </Dialog>
  )
}
