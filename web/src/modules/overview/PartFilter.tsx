import { Button, Select } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/ScrollArea.layer.css'
import { IconX } from '@tabler/icons-react'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import css from './overview.module.css'
import type { Part } from './part'
import { paths } from './places'
import type { Progress } from './useProgress'

type Option = { value: string; label: string }

/** PartFilter chooses the part of the project that the whole page shows. */
export function PartFilter({
  progress,
  part,
  onPart,
}: {
  progress: Progress
  part: Part
  onPart: (part: Part) => void
}) {
  const path = { project: useProject() }
  // All locations that work lies at are offered, whatever the page shows of them.
  const { data: places } = useRead('registers.place.list', { path, query: {} })
  const choice = (name: keyof Part, label: string, all: string, options: Option[]) => (
    <Select
      aria-label={label}
      placeholder={all}
      data={options}
      value={part[name] ?? null}
      onChange={(value) => {
        const { [name]: _, ...rest } = part
        onPart(value ? { ...rest, [name]: value } : rest)
      }}
      clearable
      clearButtonProps={{ 'aria-label': m.ui_clear() }}
      searchable
      nothingFoundMessage={m.ui_nothing_found()}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      limit={500}
    />
  )
  return (
    <search className={css.part} aria-label={m.overview_part()}>
      {choice(
        'discipline',
        m.overview_discipline(),
        m.overview_all_disciplines(),
        progress.disciplines.map((one) => ({ value: one.id, label: named(one) })),
      )}
      {choice(
        'company',
        m.overview_company(),
        m.overview_all_companies(),
        progress.companies.map((one) => ({ value: one.id, label: one.name })),
      )}
      {choice(
        'location',
        m.overview_location(),
        m.overview_all_locations(),
        paths(places?.items ?? []).map(({ id, path: label }) => ({ value: id, label })),
      )}
      {Object.keys(part).length > 0 && (
        <Button variant="subtle" leftSection={<IconX size={16} aria-hidden />} onClick={() => onPart({})}>
          {m.overview_part_all()}
        </Button>
      )}
    </search>
  )
}
