import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { formatNumber, parseNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import css from './procedure.module.css'
import type { Step } from './steps'

type Limit = Pick<Step, 'unit' | 'comparison' | 'target' | 'tolerance'>

/** LimitFields say what a number is held against. */
export function LimitFields({
  limit,
  wrong,
  onChange,
}: {
  limit: Limit
  wrong?: string | undefined
  onChange: (part: Partial<Limit>) => void
}) {
  const held = (limit.comparison || 'text') !== 'text'
  return (
    <div className={css.limits}>
      <TextInput
        label={m.verification_limit_unit()}
        value={limit.unit}
        onChange={(event) => onChange({ unit: event.currentTarget.value })}
        maxLength={40}
      />
      <NativeSelect
        label={m.verification_limit_comparison()}
        value={limit.comparison || 'text'}
        onChange={(event) => onChange({ comparison: event.currentTarget.value as Limit['comparison'] })}
        data={[
          { value: 'text', label: m.verification_limit_none() },
          { value: 'le', label: '≤' },
          { value: 'lt', label: '<' },
          { value: 'ge', label: '≥' },
          { value: 'gt', label: '>' },
          { value: 'eq', label: '=' },
          { value: 'within', label: '±' },
        ]}
      />
      {held && (
        <>
          <NumberInput
            label={m.verification_limit_target()}
            value={limit.target}
            wrong={wrong}
            onChange={(target) => onChange({ target })}
          />
          <NumberInput
            label={m.verification_limit_tolerance()}
            value={limit.tolerance}
            onChange={(tolerance) => onChange({ tolerance })}
          />
        </>
      )}
    </div>
  )
}

/** NumberInput takes a number as people type it in either language; what is not one is told and not taken over. */
export function NumberInput({
  label,
  value,
  wrong,
  onChange,
}: {
  label: string
  value: number | null | undefined
  wrong?: string | undefined
  onChange: (value: number | null) => void
}) {
  const [text, setText] = useState(value === null || value === undefined ? '' : formatNumber(value))
  const unread = text.trim() !== '' && parseNumber(text) === undefined
  return (
    <TextInput
      label={label}
      value={text}
      inputMode="decimal"
      maxLength={30}
      error={unread ? m.ui_not_a_number() : wrong}
      onChange={(event) => {
        setText(event.currentTarget.value)
        const number = parseNumber(event.currentTarget.value)
        if (number !== undefined) onChange(number)
        else if (event.currentTarget.value.trim() === '') onChange(null)
      }}
    />
  )
}
