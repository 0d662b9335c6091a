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
        ariaLabels={{
          previousMonth: m.ui_day_previous_month(),
          nextMonth: m.ui_day_next_month(),
          previousYear: m.ui_day_previous_year(),
          nextYear: m.ui_day_next_year(),
          previousDecade: m.ui_day_previous_decade(),
          nextDecade: m.ui_day_next_decade(),
        }}
        clearButtonProps={{ 'aria-label': m.ui_clear() }}
        {...(min ? { minDate: min } : {})}
        {...(max ? { maxDate: max } : {})}
      />
    </DatesProvider>
  )
}
