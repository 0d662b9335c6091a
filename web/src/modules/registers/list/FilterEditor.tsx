import { Button, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { formatNumber, parseNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { DayInput } from '~/ui/form/DayInput'
import type { Condition } from '../thing/api'
import type { ReadyField } from '../thing/field'
import { type Narrowing, narrowed, narrowingOf, without } from './filter'
import css from './filter.module.css'
import { ValueList } from './ValueList'

/** FilterEditor narrows a register by one of its fields; what is chosen takes effect at once. */
export function FilterEditor({
  field,
  filter,
  q,
  onFilter,
}: {
  field: ReadyField
  filter: readonly Condition[]
  q: string
  onFilter: (filter: Condition[]) => void
}) {
  const now = narrowingOf(filter, field)
  const set = (part: Narrowing) => {
    const { filled: _, ...rest } = now
    onFilter(narrowed(filter, field, 'filled' in part ? part : { ...rest, ...part }))
  }
  const listed = field.type !== 'long' && field.type !== 'date' && field.type !== 'number'
  const worded = field.type === 'text' || field.type === 'long'
  const ranged = field.type === 'date' || field.type === 'number'
  const canBeEmpty = field.own !== undefined || !['status', 'choice', 'boolean'].includes(field.type)

  return (
    <div className={css.editor}>
      {worded && <Words key={field.query} value={now.words ?? ''} onChange={(words) => set({ words })} />}
      {ranged && (
        // The fields of days open a calendar when they are focused, which is not what one opens the filter for.
        <div className={css.range} tabIndex={-1} data-autofocus={field.type === 'date' || undefined}>
          {(['from', 'to'] as const).map((end) => {
            const label = end === 'from' ? m.registers_filter_from() : m.registers_filter_to()
            return field.type === 'date' ? (
              <DayInput
                key={end}
                size="xs"
                label={label}
                value={(now[end] as string | undefined) ?? null}
                onChange={(day) => set({ [end]: day })}
              />
            ) : (
              <NumberEnd
                key={end}
                label={label}
                value={now[end]}
                onChange={(number) => set({ [end]: number })}
              />
            )
          })}
        </div>
      )}
      {listed && (
        <ValueList
          field={field}
          filter={without(filter, field)}
          q={q}
          chosen={now.values ?? []}
          onChoose={(values) => set({ values })}
        />
      )}
      <div className={css.foot}>
        {canBeEmpty &&
          ([false, true] as const).map((filled) => (
            <Button
              key={String(filled)}
              size="compact-sm"
              variant={now.filled === filled ? 'light' : 'default'}
              aria-pressed={now.filled === filled}
              onClick={() => onFilter(narrowed(filter, field, now.filled === filled ? {} : { filled }))}
            >
              {filled ? m.registers_filter_filled() : m.registers_filter_empty()}
            </Button>
          ))}
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={Object.keys(now).length === 0}
          onClick={() => onFilter(narrowed(filter, field, {}))}
        >
          {m.ui_clear()}
        </Button>
      </div>
    </div>
  )
}

function Words({ value, onChange }: { value: string; onChange: (words: string) => void }) {
  const [text, setText] = useState(value)
  const later = useDebouncedCallback(onChange, 300)
  return (
    <TextInput
      size="xs"
      label={m.registers_filter_contains()}
      value={text}
      maxLength={200}
      data-autofocus
      onChange={(event) => {
        setText(event.currentTarget.value)
        later(event.currentTarget.value)
      }}
    />
  )
}

function NumberEnd({
  label,
  value,
  onChange,
}: {
  label: string
  value: string | number | null | undefined
  onChange: (value: number | null) => void
}) {
  const [text, setText] = useState<string>()
  const later = useDebouncedCallback(onChange, 300)
  const read = text === undefined || text.trim() === '' ? null : parseNumber(text)
  return (
    <TextInput
      size="xs"
      label={label}
      inputMode="decimal"
      value={text ?? (typeof value === 'number' ? formatNumber(value) : '')}
      error={read === undefined ? m.ui_not_a_number() : undefined}
      onChange={(event) => {
        const typed = event.currentTarget.value
        setText(typed)
        const number = typed.trim() === '' ? null : parseNumber(typed)
        if (number !== undefined) later(number)
      }}
    />
  )
}
