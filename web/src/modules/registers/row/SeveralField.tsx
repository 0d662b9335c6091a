import { MultiSelect } from '@mantine/core'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import '@mantine/core/styles/PillsInput.layer.css'
import '@mantine/core/styles/Pill.layer.css'
import { m } from '~/lib/paraglide/messages'
import { type FieldProps, useField } from '~/ui/form/field'
import { severalOf, togetherOf } from '../thing/own'

/** SeveralField chooses any number of the choices of an own column. */
export function SeveralField({ options, ...props }: FieldProps & { options: string[] }) {
  const { value, set, shared } = useField<string | null | undefined>(props)
  const chosen = severalOf(value)
  return (
    <MultiSelect
      {...shared}
      // What was chosen before its choice was taken away is still there.
      data={[...new Set([...options, ...chosen])]}
      value={chosen}
      onChange={(values) => set(togetherOf(values))}
      searchable={options.length > 8}
      clearable
      nothingFoundMessage={m.ui_nothing_found()}
      clearButtonProps={{ 'aria-label': m.ui_clear() }}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  )
}
