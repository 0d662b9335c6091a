import { DayInput } from './DayInput'
import { type FieldProps, useField } from './field'

/** DateField is a field for a day; its value is such as 2026-04-20, or null. */
export function DateField({
  min,
  max,
  ...props
}: FieldProps & { min?: string | undefined; max?: string | undefined }) {
  const { value, set, shared } = useField<string | null | undefined>(props)
  return <DayInput {...shared} value={value} onChange={set} min={min} max={max} />
}
