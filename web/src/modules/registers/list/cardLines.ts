import type { Line } from '../thing/api'
import { remarkOf } from '../thing/field'
import type { References } from '../thing/references'
import type { Open } from '../thing/register'
import type { Thing } from '../thing/things'
import { shownFields, type View } from './view'

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

/** cardOwn are the project's own columns that a view shows, with what a row has in them. */
export const cardOwn = (
  { fields, show, references }: Pick<Open, 'fields' | 'show'> & { references: Pick<References, 'titleOf'> },
  view: View,
  row: Line,
): { id: string; label: string; said: string }[] =>
  shownFields(view, fields).flatMap((field) => {
    const said = field.own && show(field, row[field.key], row)
    if (!said) return []
    const title = field.to === 'document' ? references.titleOf(row[field.key]) : ''
    return [{ id: field.id, label: field.label(), said: [said, title].filter(Boolean).join(' · ') }]
  })
