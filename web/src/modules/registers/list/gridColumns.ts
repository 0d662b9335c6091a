import { m } from '~/lib/paraglide/messages'
import { looks, type Status, statuses } from '~/lib/status'
import type { Choice, Column, Parsed } from '~/ui/grid/columns'
import type { Shape } from '~/ui/grid/shapes'
import type { Line } from '../thing/api'
import { type ReadyField, remarkOf, type Target } from '../thing/field'
import { severalOf, togetherOf } from '../thing/own'
import type { References } from '../thing/references'

const shapes: Record<Status, Shape> = {
  not_started: 'circle',
  ready: 'triangle',
  in_progress: 'half-circle',
  passed: 'square-tick',
  passed_with_remarks: 'square-tick-dot',
  failed: 'octagon-cross',
  blocked: 'barred-circle',
  not_applicable: 'dash',
  approved: 'padlock',
}

/** What a status is called in the other language, so that a sheet in either can be pasted. */
const inBoth: Record<Status, (inputs?: object, options?: { locale: 'da' | 'en' }) => string> = {
  not_started: m.status_not_started,
  ready: m.status_ready,
  in_progress: m.status_in_progress,
  passed: m.status_passed,
  passed_with_remarks: m.status_passed_with_remarks,
  failed: m.status_failed,
  blocked: m.status_blocked,
  not_applicable: m.status_not_applicable,
  approved: m.status_approved,
}

/** statusChoices are the statuses as the grid offers them. */
export const statusChoices = (): Choice[] =>
  statuses.map((status) => ({
    value: status,
    label: looks[status].label(),
    letter: looks[status].letter,
    shape: shapes[status],
    aliases: [inBoth[status]({}, { locale: 'da' }), inBoth[status]({}, { locale: 'en' })],
  }))

const kinds = {
  text: 'text',
  long: 'text',
  number: 'number',
  date: 'date',
  boolean: 'boolean',
  choice: 'choice',
  several: 'text',
  status: 'status',
  reference: 'reference',
} as const

/** parseSeveral reads choices with semicolons between; each must be one of the column's. */
export function parseSeveral({ choices = [], required }: ReadyField, text: string): Parsed {
  const found: string[] = []
  for (const said of severalOf(text)) {
    const choice = choices.find(({ value }) => value.toLowerCase() === said.toLowerCase())
    if (!choice) return { error: m.grid_not_choice({ text: said }) }
    if (!found.includes(choice.value)) found.push(choice.value)
  }
  if (found.length === 0) return required ? { error: m.ui_needed() } : { value: null }
  return { value: togetherOf(found) }
}

/** gridColumn makes the grid's column of a field. */
export function gridColumn(
  field: ReadyField,
  references: Pick<References, 'choices' | 'titleOf'>,
  widths: Record<string, number>,
  frozen: boolean,
): Column {
  const { key, fallback, to } = field
  const choices =
    field.type === 'status'
      ? statusChoices()
      : field.type === 'choice'
        ? field.choices?.map(({ value, label }) => ({ value, label: label() }))
        : to && references.choices(to as Target)
  return {
    key,
    label: field.label(),
    width: widths[field.id] ?? field.width,
    type: to === 'person' ? 'person' : kinds[field.type],
    ...(choices ? { choices } : {}),
    ...(field.unit ? { unit: field.unit } : {}),
    ...(field.required ? { required: true } : {}),
    ...(field.type === 'several' ? { parse: (text: string) => parseSeveral(field, text) } : {}),
    ...(field.past ? { remark: (value) => remarkOf(field, value) } : {}),
    ...(to === 'document' ? { remark: (value) => references.titleOf(value) } : {}),
    ...(frozen ? { frozen: true } : {}),
    ...(fallback ? { format: (value, row) => String(value || (row as Line)[fallback] || '') } : {}),
  }
}
