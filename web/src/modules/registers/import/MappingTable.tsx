import { Select } from '@mantine/core'
import { m } from '~/lib/paraglide/messages'
import { type Column, DataTable } from '~/ui/DataTable'
import type { ReadyField } from '../thing/field'
import css from './import.module.css'
import { examples, type HeaderChoice, type Mapping, needed } from './mapping'

/** MappingTable chooses the header of each field, beside a few of the values that stand under it. */
export function MappingTable({
  fields,
  header,
  mapping,
  from,
  touched,
  wrong,
  onChoose,
}: {
  fields: readonly ReadyField[]
  header: HeaderChoice
  mapping: Mapping
  /** from tells whether what is chosen to begin with is remembered or guessed. */
  from: string
  touched: ReadonlySet<string>
  wrong: ReadonlySet<string>
  onChoose: (key: string, header: string) => void
}) {
  const must = new Set(needed(fields).map(({ key }) => key))
  const headers = header.headers.filter(Boolean)
  const taken = new Map(Object.entries(mapping).map(([key, name]) => [name, key]))
  const badge =
    from === 'remembered' || from === 'chosen' ? m.registers_map_remembered() : m.registers_map_guessed()
  const columns: Column<ReadyField>[] = [
    {
      key: 'field',
      title: m.registers_map_field(),
      width: '26%',
      show: (field) => (
        <span className={css.name}>
          <span>
            {field.label()} {must.has(field.key) && <em className={css.must}>{m.registers_map_needed()}</em>}
          </span>
        </span>
      ),
    },
    {
      key: 'header',
      title: m.registers_map_column(),
      width: '32%',
      show: (field) => (
        <Select
          aria-label={m.registers_map_column_for({ field: field.label() })}
          placeholder={m.registers_map_none()}
          data={headers.map((name) => ({
            value: name,
            label: name,
            disabled: taken.has(name) && taken.get(name) !== field.key,
          }))}
          value={mapping[field.key] || null}
          onChange={(next) => onChoose(field.key, next ?? '')}
          error={wrong.has(field.key) ? m.ui_needed() : undefined}
          clearable
          searchable
          clearButtonProps={{ 'aria-label': m.ui_clear() }}
          nothingFoundMessage={m.ui_nothing_found()}
          comboboxProps={{ transitionProps: { duration: 0 } }}
        />
      ),
    },
    {
      key: 'from',
      title: m.registers_map_from(),
      show: ({ key }) => mapping[key] && !touched.has(key) && <span className={css.badge}>{badge}</span>,
    },
    {
      key: 'samples',
      title: m.registers_map_samples(),
      show: ({ key }) => <span className={css.samples}>{examples(header, mapping[key]).join(' · ')}</span>,
    },
  ]
  return (
    <DataTable caption={m.registers_map_fields()} columns={columns} rows={fields} rowKey={({ key }) => key} />
  )
}
