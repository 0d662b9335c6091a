import { DateInput, type DateInputProps, DatesProvider } from '@mantine/dates'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/da'
import { parseDate } from '~/lib/date'
import { language } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'

type Props = Omit<DateInputProps, 'value' | 'onChange' | 'minDate' | 'maxDate'> & {
  value: string | null | undefined
  onChange: (day: string | null) => void
  min?: string | undefined
  max?: string | undefined
}

/** DayInput takes a day, such as 2026-04-20, as people type it in either language or from a calendar. */
export function DayInput({ value, onChange, min, max, ...props }: Props) {
  return (
    <DatesProvider settings={{ locale: language(), firstDayOfWeek: 1 }}>
      <DateInput
        {...props}
        value={value || null}
        onChange={onChange}
        dateParser={(typed) => parseDate(typed) ?? null}
        valueFormat={language() === 'da' ? 'DD-MM-YYYY' : 'D MMM YYYY'}
        placeholder={m.ui_day_form()}
        clearable
        clearButtonProps={{ 'aria-label': m.ui_clear() }}
        {...(min ? { minDate: min } : {})}
        {...(max ? { maxDate: max } : {})}
      />
    </DatesProvider>
  )
}
