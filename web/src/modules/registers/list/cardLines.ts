import type { Line } from '../thing/api'
import { remarkOf } from '../thing/field'
import type { Open } from '../thing/register'
import type { Thing } from '../thing/things'

/** What stands on the second line of a card, in this order, as far as it is filled in. */
const second: Partial<Record<Thing, readonly string[]>> = {
  row: ['system', 'phase', 'company', 'planned_on'],
  system: ['discipline', 'location', 'company'],
  component: ['system', 'type', 'location'],
  service_task: ['system', 'type', 'company', 'next_on'],
  spare_part: ['system', 'type', 'kept_at'],
  instrument: ['kind', 'company', 'calibration_due'],
  requirement: ['discipline', 'criterion'],
}

/** cardSecond is the second line of a row's card. */
export const cardSecond = (
  { register, fields, show }: Pick<Open, 'register' | 'fields' | 'show'>,
  row: Line,
): string =>
  (second[register.thing] ?? [])
    .flatMap((id) => {
      const field = fields.find((one) => one.id === id)
      const said = field && show(field, row[field.key], row)
      return said ? [said, remarkOf(field, row[field.key]) || []].flat() : []
    })
    .join(' · ')
