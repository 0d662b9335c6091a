import { Select, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { DayInput } from '~/ui/form/DayInput'
import css from '../entries/entries.module.css'
import { tables } from '../words/tables'
import { useSought } from './asked'

/** TrashFilters narrow what was deleted to words, a register, a person and a period. */
export function TrashFilters() {
  const [sought, seek] = useSought()
  const { data: people } = useRead('accounts.person.list', { path: { project: useProject() } })
  const [words, setWords] = useState(sought.q ?? '')
  const later = useDebouncedCallback((q: string) => seek({ q }), 300)
  const pick = (name: 'table' | 'person', label: string, data: { value: string; label: string }[]) => (
    <Select
      label={label}
      placeholder={m.audit_all()}
      data={data}
      value={sought[name] ?? null}
      onChange={(value) => seek({ [name]: value })}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': m.ui_clear() }}
      nothingFoundMessage={m.ui_nothing_found()}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  )
  return (
    <search className={css.fields} aria-label={m.audit_filters()}>
      <TextInput
        type="search"
        label={m.audit_trash_search()}
        value={words}
        maxLength={200}
        leftSection={<IconSearch size={16} aria-hidden />}
        onChange={(event) => {
          setWords(event.currentTarget.value)
          later(event.currentTarget.value.trim())
        }}
      />
      {pick(
        'table',
        m.audit_trash_register(),
        Object.entries(tables).map(([value, { many }]) => ({ value, label: many() })),
      )}
      {pick(
        'person',
        m.audit_trash_who(),
        (people?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      )}
      <DayInput
        label={m.audit_trash_from()}
        value={sought.from}
        onChange={(from) => seek({ from })}
        max={sought.to}
      />
      <DayInput
        label={m.audit_trash_to()}
        value={sought.to}
        onChange={(to) => seek({ to })}
        min={sought.from}
      />
    </search>
  )
}
