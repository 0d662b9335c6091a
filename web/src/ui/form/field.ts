import '@mantine/core/styles/Input.layer.css'
import { useEffect } from 'react'
import { useHeld } from './Form'

/** FieldProps are what every field takes. */
export type FieldProps = {
  name: string
  label: string
  description?: string | undefined
  required?: boolean
  disabled?: boolean
}

/** useField binds a field to its form: its value, its problem, and the properties that every input shares. */
export function useField<T>({ name, label, description, required = false, disabled = false }: FieldProps) {
  const { values, set, fail, wrong, mount, disabled: all, busy } = useHeld()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a field is mounted once for its name
  useEffect(() => mount(name, required), [name, required])
  return {
    value: values[name] as T,
    set: (value: T) => set(name, value),
    fail: (why: string | undefined) => fail(name, why),
    shared: {
      name,
      label,
      description,
      withAsterisk: required,
      'aria-required': required || undefined,
      disabled: disabled || all,
      // What is written while the form is on its way would be lost when it is emptied for the next.
      readOnly: busy,
      error: wrong(name),
    },
  }
}
