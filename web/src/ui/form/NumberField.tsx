import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { formatNumber, parseNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { type FieldProps, useField } from './field'

/** NumberField reads a number as it is written in either language; its value is a number or null. */
export function NumberField({
  unit,
  min,
  max,
  ...props
}: FieldProps & { unit?: string; min?: number; max?: number }) {
  const { value, set, fail, shared } = useField<number | null | undefined>(props)
  const [text, setText] = useState<string>()

  const read = (typed: string) => {
    setText(typed)
    if (typed.trim() === '') {
      fail(undefined)
      return set(null)
    }
    const number = parseNumber(typed)
    if (number === undefined) return fail(m.ui_not_a_number())
    fail(
      min !== undefined && number < min
        ? m.ui_at_least({ least: formatNumber(min) })
        : max !== undefined && number > max
          ? m.ui_at_most({ most: formatNumber(max) })
          : undefined,
    )
    set(number)
  }

  return (
    <TextInput
      {...shared}
      inputMode="decimal"
      autoComplete="off"
      maxLength={30}
      className="figures"
      value={text ?? (typeof value === 'number' ? formatNumber(value) : '')}
      onChange={(event) => read(event.currentTarget.value)}
      onBlur={() => text !== undefined && parseNumber(text) === value && setText(undefined)}
      rightSection={unit ? <span className="muted">{unit}</span> : undefined}
      rightSectionWidth={unit ? 26 + unit.length * 8 : undefined}
      rightSectionPointerEvents="none"
    />
  )
}
