import { Button, Select } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { DayInput } from '~/ui/form/DayInput'
import { actionWords, offered } from '../words/actions'
import { origins } from '../words/origins'
import { tables } from '../words/tables'
import { type Asked, useAsked } from './asked'
import css from './entries.module.css'

type Choice = { value: string; label: string }

const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** Filters narrow the history to a person, an action, an origin, a register and a period. */
export function Filters() {
  const project = useProject()
  const [asked, ask] = useAsked()
  const [opened, setOpened] = useState(false)
  const { data: people } = useRead('accounts.person.list', { path: { project } })
  const { data: companies } = useRead('projects.company.list', { path: { project } })
  const set = Object.keys(asked).length
  const pick = (name: keyof Asked, label: string, data: Choice[]) => (
    <Select
      label={label}
      placeholder={m.audit_all()}
      data={data}
      value={asked[name] ?? null}
      onChange={(value) => ask({ [name]: value })}
      searchable={data.length > 8}
      clearable
      clearButtonProps={{ 'aria-label': m.ui_clear() }}
      nothingFoundMessage={m.ui_nothing_found()}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  )
  return (
    <div className={css.filters} data-opened={opened || undefined}>
      <Button
        variant="default"
        className={css.toggle}
        leftSection={<IconFilter size={16} aria-hidden />}
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        {set > 0 ? m.audit_filters_set({ count: String(set) }) : m.audit_filters()}
      </Button>
      <search className={css.fields} aria-label={m.audit_filters()}>
        {pick(
          'person',
          m.audit_filter_person(),
          (people?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        )}
        {pick(
          'company',
          m.audit_filter_company(),
          (companies?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        )}
        {pick(
          'action',
          m.audit_filter_action(),
          offered.map((action) => ({ value: action, label: upper(actionWords(action)) })),
        )}
        {pick(
          'table',
          m.audit_filter_table(),
          Object.entries(tables).map(([value, { many }]) => ({ value, label: upper(many()) })),
        )}
        {pick(
          'origin',
          m.audit_filter_origin(),
          Object.entries(origins).map(([value, { label }]) => ({ value, label: label() })),
        )}
        <DayInput
          label={m.audit_filter_from()}
          value={asked.from}
          onChange={(from) => ask({ from })}
          max={asked.to}
        />
        <DayInput
          label={m.audit_filter_to()}
          value={asked.to}
          onChange={(to) => ask({ to })}
          min={asked.from}
        />
      </search>
    </div>
  )
}
