import { formatNumber } from '~/lib/number'
import css from './begin.module.css'
import { countOf, kindName, withNeeded } from './beginning'

/** KindChoice chooses what comes along, with how much of each there is; what there is nothing of cannot be chosen. */
export function KindChoice({
  label,
  kinds,
  chosen,
  onChoose,
}: {
  label: string
  kinds: { kind: string; holds: Record<string, number> }[]
  chosen: readonly string[]
  onChoose: (kinds: string[]) => void
}) {
  const offered = kinds.map(({ kind }) => kind)
  const turn = (kind: string, on: boolean) =>
    onChoose(on ? withNeeded(chosen, kind, offered) : chosen.filter((one) => one !== kind))
  return (
    <fieldset className={css.kinds}>
      <legend>{label}</legend>
      {kinds.map(({ kind, holds }) => {
        const count = countOf(kind, holds)
        return (
          <label key={kind} className={css.kind} data-disabled={count === 0 || undefined}>
            <input
              type="checkbox"
              checked={chosen.includes(kind) && count > 0}
              disabled={count === 0}
              onChange={(event) => turn(kind, event.currentTarget.checked)}
            />
            {kindName(kind)}
            <span className="muted figures">{formatNumber(count)}</span>
          </label>
        )
      })}
    </fieldset>
  )
}
