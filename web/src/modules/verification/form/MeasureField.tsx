import { Textarea, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { IconAlertOctagon, IconCircleCheck } from '@tabler/icons-react'
import { formatNumber, parseNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { isMeasured, limitText, type Row, verdictOf } from '../limit'
import css from './form.module.css'

/** MeasureField takes what was measured, or seen, and holds it against the limit as it is typed. */
export function MeasureField({
  row,
  measured,
  observed,
  wrong,
  onMeasured,
  onObserved,
}: {
  row: Row
  measured: string
  observed: string
  wrong: string | undefined
  onMeasured: (text: string) => void
  onObserved: (text: string) => void
}) {
  if (!isMeasured(row)) {
    return (
      <Textarea
        label={m.verification_observed()}
        value={observed}
        onChange={(event) => onObserved(event.currentTarget.value)}
        rows={2}
        maxLength={500}
      />
    )
  }
  const value = parseNumber(measured)
  const verdict = verdictOf(row, value)
  return (
    <div>
      <TextInput
        label={m.verification_measured()}
        value={measured}
        onChange={(event) => onMeasured(event.currentTarget.value)}
        onBlur={() => value !== undefined && onMeasured(formatNumber(value))}
        error={wrong}
        inputMode="decimal"
        autoComplete="off"
        enterKeyHint="done"
        maxLength={30}
        className={css.measure}
        rightSection={row.unit ? <span className={css.unit}>{row.unit}</span> : undefined}
        rightSectionWidth={row.unit ? 28 + row.unit.length * 11 : undefined}
        rightSectionPointerEvents="none"
      />
      <p className={css.verdict} data-verdict={verdict} role="status">
        {verdict === 'within' && (
          <>
            <IconCircleCheck size={20} aria-hidden />
            {m.verification_within({ limit: limitText(row) })}
          </>
        )}
        {verdict === 'outside' && (
          <>
            <IconAlertOctagon size={20} aria-hidden />
            {m.verification_outside({ limit: limitText(row) })}
          </>
        )}
      </p>
    </div>
  )
}
