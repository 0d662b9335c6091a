import { useId } from 'react'
import type { FieldProps } from './field'
import { useField } from './field'
import css from './pills.module.css'

/** PillsField chooses any number of a few things, all in view. */
export function PillsField({
  options,
  ...props
}: FieldProps & { options: { value: string; label: string }[] }) {
  const { value, set, shared } = useField<string[] | null | undefined>(props)
  const about = useId()
  const chosen = new Set(value ?? [])
  const turn = (one: string) => {
    const next = new Set(chosen)
    if (!next.delete(one)) next.add(one)
    set(options.filter((option) => next.has(option.value)).map((option) => option.value))
  }
  return (
    <fieldset className={css.field} disabled={shared.disabled} aria-describedby={about}>
      <legend>{shared.label}</legend>
      <div id={about} className={css.about}>
        {shared.description}
        {shared.error && <strong>{shared.error}</strong>}
      </div>
      <div className={css.pills}>
        {options.map((option) => (
          <label key={option.value} className={css.pill}>
            <input type="checkbox" checked={chosen.has(option.value)} onChange={() => turn(option.value)} />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
