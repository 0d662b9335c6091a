import { m } from '~/lib/paraglide/messages'
import { looks, type Status, statusColour } from '~/lib/status'
import { StatusIcon } from '~/ui/StatusIcon'
import type { Result } from './draft'
import css from './form.module.css'

const main: Result[] = ['passed', 'failed', 'not_applicable']
const other: Result[] = ['passed_with_remarks', 'in_progress']

/** ResultField says what the test came to, by buttons that a glove can hit. */
export function ResultField({
  result,
  outside,
  wrong,
  onResult,
}: {
  result: Result | null
  /** outside tells that the measured value does not keep to the limit, and so cannot simply pass. */
  outside: boolean
  wrong: string | undefined
  onResult: (result: Result) => void
}) {
  const button = (one: Result) => {
    const barred = one === 'passed' && outside
    return (
      <label
        key={one}
        className={css.result}
        data-chosen={result === one || undefined}
        data-barred={barred || undefined}
        style={result === one ? fill(one) : undefined}
      >
        <input
          type="radio"
          name="result"
          value={one}
          checked={result === one}
          disabled={barred}
          aria-describedby={barred ? 'result-barred' : wrong ? 'result-wrong' : undefined}
          aria-invalid={wrong && !barred ? true : undefined}
          onChange={() => onResult(one)}
        />
        <StatusIcon status={one} size={22} />
        <span>{looks[one].label()}</span>
      </label>
    )
  }
  return (
    <fieldset className={css.field}>
      <legend>{m.verification_result()}</legend>
      <div className={css.results}>{main.map(button)}</div>
      <div className={css.others}>{other.map(button)}</div>
      {outside && (
        <p id="result-barred" className={css.barred}>
          {m.verification_outside_passed()}
        </p>
      )}
      {wrong && (
        <p id="result-wrong" className={css.wrong} role="alert">
          {wrong}
        </p>
      )}
    </fieldset>
  )
}

const fill = (status: Status) => ({
  background: statusColour(status, 'bg'),
  color: statusColour(status, 'fg'),
  borderColor: statusColour(status, 'line'),
})
