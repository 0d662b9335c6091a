import { ActionIcon, NativeSelect, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import css from './moment.module.css'
import { earlier, fromInput, later, share, toInput } from './moments'

const periods = { life: m.moment_period_life, month: m.moment_period_month, day: m.moment_period_day }
type Period = keyof typeof periods
const lengths: Partial<Record<Period, number>> = { month: 30 * 86_400_000, day: 86_400_000 }

/** TimeLine chooses a moment in the life of the project: by sliding, by date and time, or from change to change. */
export function TimeLine({ table, at, onAt }: { table: string; at: string; onAt: (at: string) => void }) {
  const path = { project: useProject() }
  const [period, setPeriod] = useState<Period>('life')
  const from = useMemo(() => {
    const length = lengths[period]
    return length ? new Date(Date.now() - length).toISOString() : undefined
  }, [period])
  const { data } = useRead('audit.mark.list', { path, query: { table, from } })
  const [held, hold] = useState(at)
  const [typed, type] = useState(toInput(at))
  useEffect(() => {
    hold(at)
    type(toInput(at))
  }, [at])
  const settle = useDebouncedCallback(onAt, 250)

  const marks = data?.items ?? []
  const [first, last] = [data?.from ?? at, data?.to ?? at]
  const slide = (next: string) => {
    hold(next)
    settle(next)
  }
  const press = (event: KeyboardEvent) => {
    const to =
      event.key === 'ArrowLeft' || event.key === 'ArrowDown'
        ? (earlier(marks, held) ?? first)
        : event.key === 'ArrowRight' || event.key === 'ArrowUp'
          ? (later(marks, held) ?? last)
          : undefined
    if (to === undefined) return
    event.preventDefault()
    slide(to)
  }
  const step = (label: string, to: string | undefined, Icon: typeof IconChevronLeft) => (
    <ActionIcon
      variant="default"
      size={36}
      aria-label={label}
      title={label}
      disabled={to === undefined}
      onClick={() => to && onAt(to)}
    >
      <Icon size={18} aria-hidden />
    </ActionIcon>
  )
  return (
    <div className={css.line}>
      {step(m.moment_earlier(), earlier(marks, held), IconChevronLeft)}
      <div className={css.track}>
        <div className={css.marks} aria-hidden>
          {marks.map((mark) => (
            <i key={mark.entry} style={{ left: `${share(mark.at, first, last) * 100}%` }} />
          ))}
        </div>
        <input
          type="range"
          aria-label={m.moment_slider()}
          aria-valuetext={formatMoment(held)}
          min={0}
          max={10_000}
          value={Math.round(share(held, first, last) * 10_000)}
          onKeyDown={press}
          onChange={(event) => {
            const [a, b] = [Date.parse(first), Date.parse(last)]
            slide(new Date(a + ((b - a) * Number(event.currentTarget.value)) / 10_000).toISOString())
          }}
        />
      </div>
      {step(m.moment_later(), later(marks, held), IconChevronRight)}
      <TextInput
        type="datetime-local"
        step={1}
        aria-label={m.moment_at()}
        value={typed}
        onChange={(event) => {
          type(event.currentTarget.value)
          const next = fromInput(event.currentTarget.value)
          if (next) settle(next)
        }}
      />
      <NativeSelect
        aria-label={m.moment_period()}
        data={Object.entries(periods).map(([value, label]) => ({ value, label: label() }))}
        value={period}
        onChange={(event) => setPeriod(event.currentTarget.value as Period)}
      />
    </div>
  )
}
