import { MultiSelect, TextInput } from '@mantine/core'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/PillsInput.layer.css'
import '@mantine/core/styles/Pill.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { type FieldProps, useField } from '~/ui/form/field'

type Choice = { value: string; label: string }

/** TimeField takes a time of the day. */
export function TimeField(props: FieldProps) {
  const { value, set, shared } = useField<string>(props)
  return (
    <TextInput {...shared} type="time" value={value} onChange={(event) => set(event.currentTarget.value)} />
  )
}

/** ManyField chooses any number of a list. */
export function ManyField({ options, ...props }: FieldProps & { options: Choice[] }) {
  const { value, set, shared } = useField<string[]>(props)
  return (
    <MultiSelect
      {...shared}
      data={options}
      value={value}
      onChange={set}
      searchable
      nothingFoundMessage={m.ui_nothing_found()}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  )
}

/** SystemsField chooses systems, which the server finds by their tag. */
export function SystemsField({ known, ...props }: FieldProps & { known: ReadonlyMap<string, string> }) {
  const project = useProject()
  const { value, set, shared } = useField<string[]>(props)
  const [words, setWords] = useState('')
  const [q] = useDebouncedValue(words.trim(), 200)
  const { data } = useRead('registers.system.list', { path: { project }, query: { limit: 50, q } })
  const found = data?.items.map((one) => ({ value: one.id, label: `${one.tag} ${named(one)}`.trim() })) ?? []
  const chosen = value
    .filter((id) => !found.some((one) => one.value === id))
    .map((id) => ({ value: id, label: known.get(id) ?? '…' }))
  return (
    <MultiSelect
      {...shared}
      data={[...chosen, ...found]}
      value={value}
      onChange={set}
      searchable
      searchValue={words}
      onSearchChange={setWords}
      // The server has searched already.
      filter={({ options }) => options}
      nothingFoundMessage={m.ui_nothing_found()}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  )
}
