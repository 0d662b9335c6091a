import { Textarea, TextInput } from '@mantine/core'
import { type FieldProps, useField } from './field'

type Props = FieldProps & {
  type?: 'text' | 'email' | 'tel' | 'search'
  autoComplete?: string
  placeholder?: string
  maxLength?: number
  autoFocus?: boolean
  /** rows makes it a field of several lines. */
  rows?: number
}

/** TextField is a field of words. */
export function TextField({
  type = 'text',
  autoComplete = 'off',
  placeholder,
  maxLength = 400,
  rows,
  ...props
}: Props) {
  const { value, set, shared } = useField<string | undefined>(props)
  const common = {
    ...shared,
    autoComplete,
    placeholder,
    maxLength,
    'data-autofocus': props.autoFocus || undefined,
    value: value ?? '',
    onChange: (event: { currentTarget: { value: string } }) => set(event.currentTarget.value),
  }
  if (rows) return <Textarea {...common} rows={rows} autosize={false} />
  return <TextInput {...common} type={type} spellCheck={type === 'text'} />
}
