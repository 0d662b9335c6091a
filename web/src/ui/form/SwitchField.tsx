import { Switch } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { type FieldProps, useField } from './field'

/** SwitchField is a field that is on or off. */
export function SwitchField(props: FieldProps) {
  const { value, set, shared } = useField<boolean | undefined>(props)
  const { withAsterisk: _, 'aria-required': __, ...rest } = shared
  return <Switch {...rest} checked={value ?? false} onChange={(event) => set(event.currentTarget.checked)} />
}
