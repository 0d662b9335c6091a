import { Button, Select, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useAccess, useProject } from '~/api/access'
import type { Answer } from '~/api/call'
import { useRead } from '~/api/query'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { ShowChoice } from '~/ui/ShowChoice'
import type { useNames } from '../parts/lookup'
import { kinds, severities, statuses } from '../words'
import { type Asked, type Show, type Sort, shows, sorts } from './asked'
import css from './list.module.css'

type Figures = Answer<'issues.figure.read'>

const showWords: Record<Show, () => string> = {
  mine: m.issues_show_mine,
  company: m.issues_show_company,
  raised: m.issues_show_raised,
  overdue: m.issues_show_overdue,
  open: m.issues_show_open,
  all: m.issues_show_all,
}
const sortWords: Record<Sort, () => string> = {
  '-raised': m.issues_sort_raised,
  due: m.issues_sort_due,
  severity: m.issues_sort_severity,
  label: m.issues_sort_label,
  '-changed': m.issues_sort_changed,
}

/** Filters choose the list and narrow it; the address holds what is chosen. */
export function Filters({
  asked,
  onAsk,
  figures,
  names,
}: {
  asked: Asked
  onAsk: (asked: Asked) => void
  figures: Figures | undefined
  names: ReturnType<typeof useNames>
}) {
  const { company } = useAccess()
  const [words, setWords] = useState(asked.q)
  const [q] = useDebouncedValue(words.trim(), 250)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address follows what is typed, not the other way
  useEffect(() => {
    if (q !== asked.q) onAsk({ ...asked, q })
  }, [q])
  useEffect(() => {
    if (asked.q === '') setWords('')
  }, [asked.q])

  const pick = (name: keyof Asked, value: string | null) => {
    const { [name]: _, ...rest } = asked
    onAsk({ ...rest, ...(value ? { [name]: value } : {}) } as Asked)
  }
  const count = (show: Show): number | undefined =>
    figures &&
    {
      mine: figures.mine,
      overdue: figures.items.reduce((sum, one) => sum + one.overdue, 0),
      open: figures.items.reduce((sum, one) => sum + (one.status === 'closed' ? 0 : one.entries), 0),
      all: figures.items.reduce((sum, one) => sum + one.entries, 0),
      company: undefined,
      raised: undefined,
    }[show]
  const choice = (
    name: 'kind' | 'status' | 'severity' | 'discipline' | 'company',
    label: string,
    options: { value: string; label: string }[],
  ) => (
    <Select
      aria-label={label}
      placeholder={label}
      data={options}
      value={asked[name] ?? null}
      onChange={(value) => pick(name, value)}
      clearable
      searchable={options.length > 8}
      clearButtonProps={{ 'aria-label': m.ui_clear() }}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      nothingFoundMessage={m.ui_nothing_found()}
    />
  )
  const of = <T extends string>(all: Record<T, unknown>, label: (one: T) => string) =>
    (Object.keys(all) as T[]).map((value) => ({ value, label: label(value) }))

  return (
    <div className={css.tools}>
      <ShowChoice
        label={m.issues_show()}
        shown={asked.show}
        shows={shows
          .filter((show) => show !== 'company' || company)
          .map((show) => ({
            name: show,
            label: showWords[show](),
            count: count(show),
            alarming: show === 'overdue',
          }))}
        onShow={(show) => onAsk({ ...asked, show })}
      />
      <div className={css.filters}>
        <TextInput
          type="search"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          placeholder={m.issues_find()}
          aria-label={m.issues_find()}
          leftSection={<IconSearch size={16} aria-hidden />}
        />
        {choice(
          'kind',
          m.issues_kind(),
          of(kinds, (one) => kinds[one].many()),
        )}
        {choice(
          'status',
          m.issues_status(),
          of(statuses, (one) => statuses[one].label()),
        )}
        {choice(
          'severity',
          m.issues_severity(),
          of(severities, (one) => severities[one].label()),
        )}
        {choice(
          'discipline',
          m.issues_discipline(),
          names.disciplines.map((one) => ({ value: one.id, label: named(one) })),
        )}
        {choice(
          'company',
          m.issues_firm(),
          names.companies.map((one) => ({ value: one.id, label: one.name })),
        )}
        {asked.location && <At location={asked.location} onClear={() => pick('location', null)} />}
        <Select
          aria-label={m.issues_sort()}
          data={sorts.map((value) => ({ value, label: sortWords[value]() }))}
          value={asked.sort}
          onChange={(sort) => sort && onAsk({ ...asked, sort: sort as Sort })}
          allowDeselect={false}
          comboboxProps={{ transitionProps: { duration: 0 } }}
        />
      </div>
    </div>
  )
}

/** At says which location the list keeps to, and lets go of it. */
function At({ location, onClear }: { location: string; onClear: () => void }) {
  const project = useProject()
  const { data } = useRead('registers.location.read', { path: { project, id: location } })
  const place = data ? [data.code, data.name].filter(Boolean).join(' ') : '…'
  return (
    <Button
      variant="default"
      rightSection={<IconX size={16} aria-hidden />}
      onClick={onClear}
      aria-label={m.issues_location_clear({ place })}
    >
      {m.issues_location_only({ place })}
    </Button>
  )
}
