import { TextInput } from '@mantine/core'
import { IconAlertOctagon, IconBackspace, IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { language } from '~/lib/locale'
import { formatNumber, parseNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { type Limit, limitText, verdictOf } from '../limit'
import css from './answer.module.css'

/** typed is what a key of the pad makes of what is written. */
export function typed(text: string, key: string): string {
  if (key === '⌫') return text.slice(0, -1)
  if (key === '±') return text.startsWith('-') ? text.slice(1) : `-${text}`
  if (key === ',' || key === '.') return /[.,]/.test(text) ? text : `${text || '0'}${key}`
  return text === '0' ? key : text + key
}

/** keyWords are what keys are called that show a sign. */
const keyWords: Record<string, () => string> = {
  '±': m.verification_pad_sign,
  '⌫': m.verification_pad_erase,
}

/** written is a number as the pad begins with it: without marks between thousands. */
const written = (value: number | null) =>
  value === null ? '' : formatNumber(value).replaceAll(language() === 'da' ? '.' : ',', '')

/** NumberPad takes a measured value with one thumb, and holds it against the limit as it is typed. */
export function NumberPad({
  limit,
  value,
  off,
  onValue,
}: {
  limit: Omit<Limit, 'target_text'>
  value: number | null
  off: boolean
  onValue: (value: number | null) => void
}) {
  const [text, setText] = useState(() => written(value))
  const comma = language() === 'da' ? ',' : '.'
  const write = (next: string) => {
    setText(next)
    const number = numberOf(next)
    if (number !== undefined || next === '') onValue(number ?? null)
  }
  const number = numberOf(text)
  const verdict = verdictOf(limit, number)
  const words = limitText({ ...limit, target_text: '' })
  return (
    <div className={css.number}>
      <TextInput
        label={m.verification_measured()}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
        error={text !== '' && text !== '-' && number === undefined ? m.ui_not_a_number() : undefined}
        inputMode="none"
        autoComplete="off"
        maxLength={30}
        disabled={off}
        className={css.figure}
        rightSection={limit.unit ? <span className={css.unit}>{limit.unit}</span> : undefined}
        rightSectionWidth={limit.unit ? 28 + limit.unit.length * 11 : undefined}
        rightSectionPointerEvents="none"
      />
      <p className={css.verdict} data-verdict={verdict} role="status">
        {verdict === 'within' && (
          <>
            <IconCircleCheck size={20} aria-hidden />
            {m.verification_within({ limit: words })}
          </>
        )}
        {verdict === 'outside' && (
          <>
            <IconAlertOctagon size={20} aria-hidden />
            {m.verification_outside({ limit: words })}
          </>
        )}
      </p>
      {!off && (
        <div className={css.pad}>
          {['7', '8', '9', '⌫', '4', '5', '6', '±', '1', '2', '3', comma, '0'].map((key) => (
            <button
              key={key}
              type="button"
              data-wide={key === '0' || undefined}
              aria-label={keyWords[key]?.() ?? key}
              onClick={() => write(typed(text, key))}
            >
              {key === '⌫' ? <IconBackspace size={26} aria-hidden /> : key}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

/** numberOf reads what the pad holds; here a mark always stands before decimals. */
function numberOf(text: string): number | undefined {
  return /^-?\d+[.,]\d{3}$/.test(text) ? Number(text.replace(',', '.')) : parseNumber(text)
}
