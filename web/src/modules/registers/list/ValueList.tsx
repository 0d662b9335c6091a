import { TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { reading } from '~/api/query'
import { locale } from '~/lib/locale'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { isStatus } from '~/lib/status'
import { ProblemNote } from '~/ui/ProblemNote'
import { Lines } from '~/ui/Skeletons'
import { StatusChip } from '~/ui/StatusChip'
import type { Condition } from '../thing/api'
import type { ReadyField } from '../thing/field'
import { useRegister } from '../thing/register'
import css from './filter.module.css'

/** ValueList offers the values that a field has, with how many rows have each; the chosen ones are kept in view. */
export function ValueList({
  field,
  filter,
  q,
  chosen,
  onChoose,
}: {
  field: ReadyField
  /** filter and q narrow the rows that are counted. */
  filter: readonly Condition[]
  q: string
  chosen: readonly (string | null)[]
  onChoose: (values: (string | null)[]) => void
}) {
  const { register, project, show, at } = useRegister()
  const [words, setWords] = useState('')
  const { data, error } = useQuery(
    reading('registers.value.list', {
      path: { project },
      query: {
        thing: register.thing,
        field: field.query,
        ...(filter.length > 0 ? { filter: JSON.stringify(filter) } : {}),
        ...(q ? { q } : {}),
        ...(at ? { at } : {}),
      },
    }),
  )
  if (error) return <ProblemNote problem={error} />
  if (!data) return <Lines count={5} />

  const said = (value: string | null) =>
    value === null || value === ''
      ? m.registers_filter_empty()
      : show(field, field.type === 'number' ? Number(value) : value)
  const found = data.items.map(({ value, count }) => ({ value: value || null, count }))
  for (const value of chosen) if (!found.some((one) => one.value === value)) found.push({ value, count: 0 })
  const sought = words.trim().toLocaleLowerCase(locale())
  const fitting = sought
    ? found.filter(({ value }) => said(value).toLocaleLowerCase(locale()).includes(sought))
    : found
  const turn = (value: string | null) =>
    onChoose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])

  return (
    <div className={css.values}>
      {found.length > 8 && (
        <TextInput
          type="search"
          size="xs"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          placeholder={m.registers_filter_find()}
          aria-label={m.registers_filter_find()}
        />
      )}
      <ul aria-label={field.label()}>
        {fitting.slice(0, 200).map(({ value, count }) => (
          <li key={String(value)}>
            <label>
              <input type="checkbox" checked={chosen.includes(value)} onChange={() => turn(value)} />
              {field.type === 'status' && value && isStatus(value) ? (
                <StatusChip status={value} />
              ) : (
                <span className={value === null ? 'muted' : undefined}>{said(value)}</span>
              )}
              <span className={css.count}>{formatNumber(count)}</span>
            </label>
          </li>
        ))}
      </ul>
      {fitting.length === 0 && <p className="muted">{m.ui_nothing_found()}</p>}
    </div>
  )
}
