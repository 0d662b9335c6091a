import { Select, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useAccess } from '~/api/access'
import type { Answer } from '~/api/call'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { ShowChoice } from '~/ui/ShowChoice'
import type { useNames } from '../parts/lookup'
import { type Status, statuses } from '../words'
import { type Asked, type Show, shows } from './asked'
import css from './list.module.css'

const showWords: Record<Show, () => string> = {
  mine: m.design_show_mine,
  company: m.design_show_company,
  overdue: m.design_show_overdue,
  open: m.design_show_open,
  all: m.design_show_all,
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
  figures: Answer<'design.figure.read'> | undefined
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

  const sum = (of: (one: { status: string; answers: number; overdue: number }) => number) =>
    figures?.items.reduce((all, one) => all + of(one), 0)
  const counts: Record<Show, number | undefined> = {
    mine: figures?.mine,
    company: undefined,
    overdue: sum(({ overdue }) => overdue),
    open: sum(({ status, answers }) => (status === 'approved' ? 0 : answers)),
    all: sum(({ answers }) => answers),
  }
  const choice = (
    name: 'status' | 'discipline' | 'company' | 'phase',
    label: string,
    options: { value: string; label: string }[],
  ) => (
    <Select
      aria-label={label}
      placeholder={label}
      data={options}
      value={asked[name] ?? null}
      onChange={(value) => {
        const { [name]: _, ...rest } = asked
        onAsk({ ...rest, ...(value ? { [name]: value } : {}) } as Asked)
      }}
      clearable
      searchable={options.length > 8}
      clearButtonProps={{ 'aria-label': m.ui_clear() }}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      nothingFoundMessage={m.ui_nothing_found()}
    />
  )
  return (
    <div className={css.tools}>
      <ShowChoice
        label={m.design_show()}
        shown={asked.show}
        shows={shows
          .filter((show) => show !== 'company' || company)
          .map((show) => ({
            name: show,
            label: showWords[show](),
            count: counts[show],
            alarming: show === 'overdue',
          }))}
        onShow={(show) => onAsk({ ...asked, show })}
      />
      <div className={css.filters}>
        <TextInput
          type="search"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          placeholder={m.design_find()}
          aria-label={m.design_find()}
          leftSection={<IconSearch size={16} aria-hidden />}
        />
        {choice(
          'status',
          m.design_status(),
          (Object.keys(statuses) as Status[]).map((value) => ({ value, label: statuses[value].label() })),
        )}
        {choice(
          'discipline',
          m.design_discipline(),
          names.disciplines.map((one) => ({ value: one.id, label: named(one) })),
        )}
        {choice(
          'company',
          m.design_company(),
          names.companies.map((one) => ({ value: one.id, label: one.name })),
        )}
        {choice(
          'phase',
          m.design_phase(),
          names.phases.map((one) => ({ value: one.id, label: named(one) })),
        )}
      </div>
    </div>
  )
}
