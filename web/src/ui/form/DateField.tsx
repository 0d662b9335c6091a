import { DateInput, DatesProvider } from '@mantine/dates'
import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/da'
import { parseDate } from '~/lib/date'
import { language, locale } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { type FieldProps, useField } from './field'

/** DateField is a field for a day, such as 2026-04-20; it takes what people type in either language. */
export function DateField({ min, max, ...props }: FieldProps & { min?: string | undefined; max?: string | undefined }) {
  const { value, set, shared } = useField<string | null | undefined>(props)
  return (
    <DatesProvider settings={{ locale: language(), firstDayOfWeek: 1 }}>
      <DateInput
        {...shared}
        className="figures"
        value={value || null}
        onChange={set}
        dateParser={(typed) => parseDate(typed) ?? null}
        valueFormat={locale() === 'da-DK' ? 'DD-MM-YYYY' : 'D MMM YYYY'}
        placeholder={locale() === 'da-DK' ? 'dd-mm-åååå' : 'dd-mm-yyyy'}
        clearable
        clearButtonProps={{ 'aria-label': m.ui_clear() }}
        {...(min ? { minDate: min } : {})}
        {...(max ? { maxDate: max } : {})}
      />
    </DatesProvider>
  )
}
