import { Select } from '@mantine/core'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { m } from '~/lib/paraglide/messages'
import { type FieldProps, useField } from './field'

/** Choice is one of the things a field can be set to. */
export type Choice = { value: string; label: string; disabled?: boolean }

/** Group is choices under a heading. */
export type Group = { group: string; items: Choice[] }

const countOf = (options: (Choice | Group)[]) =>
  options.reduce((count, one) => count + ('group' in one ? one.items.length : 1), 0)

/** SelectField is a field with one of a few values; with many, one types to find it. */
export function SelectField({
  options,
  clearable = false,
  ...props
}: FieldProps & { options: Choice[] | Group[]; clearable?: boolean }) {
  const { value, set, shared } = useField<string | null | undefined>(props)
  return (
    <Select
      {...shared}
      data={options}
      value={value || null}
      onChange={set}
      clearable={clearable}
      allowDeselect={false}
      searchable={countOf(options) > 8}
      nothingFoundMessage={m.ui_nothing_found()}
      clearButtonProps={{ 'aria-label': m.ui_clear() }}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      checkIconPosition="right"
    />
  )
}
