import { Autocomplete } from '@mantine/core'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { type FieldProps, useField } from './field'

/** SuggestField is a field of words that offers those already in use. */
export function SuggestField({ suggestions, ...props }: FieldProps & { suggestions: string[] }) {
  const { value, set, shared } = useField<string | undefined>(props)
  return (
    <Autocomplete
      {...shared}
      data={[...new Set(suggestions)]}
      value={value ?? ''}
      onChange={set}
      maxLength={200}
      limit={20}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  )
}
