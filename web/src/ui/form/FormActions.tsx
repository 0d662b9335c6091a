import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { m } from '~/lib/paraglide/messages'
import { useHeld } from './Form'
import css from './form.module.css'

/** FormActions ends a form with what one can do about it, the main act last where the thumb is. */
export function FormActions({
  submit,
  onCancel,
  danger,
  wide = false,
  children,
}: {
  submit: string
  onCancel?: (() => void) | undefined
  danger?: boolean
  /** wide makes the one button as wide as the form. */
  wide?: boolean
  children?: ReactNode
}) {
  const { busy, disabled } = useHeld()
  return (
    <div className={wide ? css.wide : css.actions}>
      {children}
      {onCancel && (
        <Button variant="default" onClick={onCancel} disabled={busy}>
          {m.ui_cancel()}
        </Button>
      )}
      <Button type="submit" loading={busy} disabled={disabled && !busy} color={danger ? 'danger' : 'accent'}>
        {submit}
      </Button>
    </div>
  )
}
