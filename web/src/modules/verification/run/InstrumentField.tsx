import { Select, TextInput } from '@mantine/core'
import '@mantine/core/styles/Combobox.layer.css'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useRead } from '~/api/query'
import { formatDate, today } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { DayInput } from '~/ui/form/DayInput'
import css from './answer.module.css'
import type { Run } from './judge'

/** atHand is how many instruments stand as buttons. */
const atHand = 8

/** InstrumentField takes the measuring instrument with its calibration; those used last are one tap away, the others of the register a search. */
export function InstrumentField({
  project,
  step,
  facts: stored,
  off,
  onFacts,
}: {
  project: string
  step: Run['steps'][number]
  facts: Record<string, string>
  off: boolean
  onFacts: (facts: Record<string, string>) => void
}) {
  const [facts, setFacts] = useState(stored)
  /** An instrument goes once its serial number and both days are known: half of one says nothing. */
  const take = (next: Record<string, string>) => {
    setFacts(next)
    const whole = next.serial && next.calibrated_on && next.due_on
    const refused = next.due_on && next.due_on < today() && step.expired !== 'warn'
    if (whole && !refused) onFacts(next)
  }
  const { data } = useRead('verification.instrument.list', { path: { project } })
  const expired = Boolean(facts.due_on && facts.due_on < today())
  const put = (name: string, text: string) => {
    const { [name]: _, ...rest } = facts
    take(text ? { ...rest, [name]: text } : rest)
  }
  return (
    <div className={css.instrument}>
      {!off && (data?.items.length ?? 0) > 0 && (
        <ul className={css.known} aria-label={m.verification_instruments()}>
          {data?.items.slice(0, atHand).map((one) => (
            <li key={one.serial}>
              <button
                type="button"
                onClick={() => take({ ...one })}
                data-expired={one.due_on < today() || undefined}
              >
                {[one.name, one.serial].filter(Boolean).join(' ')}
                <small>{m.verification_due_on({ day: formatDate(one.due_on) })}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
      {!off && (data?.items.length ?? 0) > atHand && (
        <Select
          label={m.verification_instrument_find()}
          searchable
          nothingFoundMessage={m.ui_nothing_found()}
          value={null}
          data={(data?.items ?? []).map((one) => ({
            value: one.serial,
            label: `${one.name} ${one.serial} · ${m.verification_due_on({ day: formatDate(one.due_on) })}`,
          }))}
          onChange={(serial) => {
            const one = data?.items.find((known) => known.serial === serial)
            if (one) take({ ...one })
          }}
        />
      )}
      <div className={css.two}>
        <TextInput
          label={m.verification_instrument_name()}
          value={facts.name ?? ''}
          disabled={off}
          maxLength={120}
          onChange={(event) => put('name', event.currentTarget.value)}
        />
        <TextInput
          label={m.verification_instrument_serial()}
          value={facts.serial ?? ''}
          disabled={off}
          maxLength={120}
          onChange={(event) => put('serial', event.currentTarget.value)}
        />
        <DayInput
          label={m.verification_instrument_calibrated()}
          value={facts.calibrated_on ?? null}
          disabled={off}
          onChange={(day) => put('calibrated_on', day ?? '')}
        />
        <DayInput
          label={m.verification_instrument_due()}
          value={facts.due_on ?? null}
          disabled={off}
          onChange={(day) => put('due_on', day ?? '')}
        />
      </div>
      {expired && (
        <p className={css.expired} role="alert">
          <IconAlertTriangle size={20} aria-hidden />
          {step.expired === 'warn' ? m.verification_instrument_warned() : m.verification_instrument_refused()}
        </p>
      )}
    </div>
  )
}
