import { m } from '~/lib/paraglide/messages'
import { useField } from '~/ui/form/field'
import { type Kind, kinds } from '../words'
import css from './raise.module.css'

/** KindField says which of the three an entry is, for each has rules of its own. */
export function KindField() {
  const { value, set, shared } = useField<Kind>({ name: 'kind', label: m.issues_kind(), required: true })
  return (
    <fieldset className={css.kinds} disabled={shared.disabled}>
      <legend>{m.issues_kind()}</legend>
      {(Object.keys(kinds) as Kind[]).map((kind) => (
        <label key={kind} data-chosen={value === kind || undefined}>
          <input type="radio" name="kind" value={kind} checked={value === kind} onChange={() => set(kind)} />
          <strong>{kinds[kind].one()}</strong>
          <span className="muted">{kinds[kind].about()}</span>
        </label>
      ))}
    </fieldset>
  )
}
