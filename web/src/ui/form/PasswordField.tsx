import { PasswordInput } from '@mantine/core'
import '@mantine/core/styles/PasswordInput.layer.css'
import { useState } from 'react'
import { m } from '~/lib/paraglide/messages'
import { type FieldProps, useField } from './field'

/** PasswordField is a field for a secret, which can be shown and says when caps lock is on. */
export function PasswordField({
  autoComplete,
  ...props
}: FieldProps & { autoComplete: 'current-password' | 'new-password' }) {
  const { value, set, shared } = useField<string | undefined>(props)
  const [shown, setShown] = useState(false)
  const [caps, setCaps] = useState(false)
  return (
    <PasswordInput
      {...shared}
      description={caps ? m.ui_caps_lock() : shared.description}
      autoComplete={autoComplete}
      maxLength={200}
      value={value ?? ''}
      visible={shown}
      onVisibilityChange={setShown}
      visibilityToggleButtonProps={{
        'aria-label': shown ? m.ui_hide_password() : m.ui_show_password(),
        'aria-hidden': false,
        tabIndex: 0,
      }}
      onKeyUp={(event) => setCaps(event.getModifierState?.('CapsLock') ?? false)}
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
}
