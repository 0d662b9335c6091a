import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconCopy, IconTrash } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { m } from '~/lib/paraglide/messages'
import css from './procedure.module.css'
import { StepFields } from './StepFields'
import type { Step } from './steps'
import { kindWords, textOf } from './words'

/** StepCard is one step in the editor: its text and what can be done with it, and its fields when it is open. */
export function StepCard({
  step,
  at,
  steps,
  read,
  opened,
  wrong,
  onOpen,
  onChange,
  onMove,
  onDouble,
  onDelete,
}: {
  step: Step
  at: number
  steps: readonly Step[]
  /** read is the version that the step was read at; its fields begin anew with another. */
  read: number
  opened: boolean
  wrong: (field: string) => string | undefined
  onOpen: () => void
  onChange: (part: Partial<Step>) => void
  onMove: (by: number) => void
  onDouble: () => void
  onDelete: () => void
}) {
  const name = textOf(step) || m.verification_step_nameless()
  const keys = (event: KeyboardEvent) => {
    const act = event.altKey
      ? { ArrowUp: () => onMove(-1), ArrowDown: () => onMove(1) }[event.key]
      : event.key === 'Delete'
        ? onDelete
        : (event.ctrlKey || event.metaKey) && event.key === 'd'
          ? onDouble
          : undefined
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <li className={css.step} data-kind={step.kind} data-open={opened || undefined}>
      <div className={css.head}>
        <button
          type="button"
          className={css.name}
          data-head={step.id}
          aria-expanded={opened}
          onClick={onOpen}
          onKeyDown={keys}
        >
          <span className={`${css.no} figures`}>{at + 1}</span>
          <span className={css.title}>
            {name}
            <small className="muted">{`${kindWords[step.kind]()} · ${step.code}`}</small>
          </span>
        </button>
        <div className={css.tools}>
          <Tool label={m.verification_step_up({ step: name })} off={at === 0} onClick={() => onMove(-1)}>
            <IconChevronUp size={20} aria-hidden />
          </Tool>
          <Tool
            label={m.verification_step_down({ step: name })}
            off={at === steps.length - 1}
            onClick={() => onMove(1)}
          >
            <IconChevronDown size={20} aria-hidden />
          </Tool>
          <Tool label={m.verification_step_double({ step: name })} onClick={onDouble}>
            <IconCopy size={18} aria-hidden />
          </Tool>
          <Tool label={m.verification_step_delete({ step: name })} onClick={onDelete}>
            <IconTrash size={18} aria-hidden />
          </Tool>
        </div>
      </div>
      {opened && (
        <StepFields key={read} step={step} before={steps.slice(0, at)} wrong={wrong} onChange={onChange} />
      )}
    </li>
  )
}

function Tool({
  label,
  off = false,
  onClick,
  children,
}: {
  label: string
  off?: boolean
  onClick: () => void
  children: React.ReactNode
}) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={44}
      aria-label={label}
      title={label}
      disabled={off}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  )
}
