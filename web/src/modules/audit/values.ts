import { formatDate, formatMoment } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { type Area, areaNames, type Verb, verbNames } from '~/lib/rights'
import { roleName } from '~/lib/roles'
import { isStatus, looks } from '~/lib/status'
import type { Names } from './names'
import { isId } from './refers'

const comparisons: Record<string, string> = { le: '≤', lt: '<', ge: '≥', gt: '>', eq: '=', within: '±' }
const words: Record<string, Record<string, () => string>> = {
  state: {
    active: m.audit_v_active,
    archived: m.audit_v_archived,
    proposed: m.audit_v_proposed,
    approved: m.audit_v_approved,
    returned: m.audit_v_returned,
    superseded: m.audit_v_superseded,
  },
  language: { da: m.audit_v_da, en: m.audit_v_en },
  kind: {
    site: m.audit_v_site,
    building: m.audit_v_building,
    floor: m.audit_v_floor,
    space: m.audit_v_space,
    zone: m.audit_v_zone,
  },
}

function right(code: string): string {
  const [area = '', verb = ''] = code.split('.')
  const where = area in areaNames && areaNames[area as Area]()
  const what = verb in verbNames && verbNames[verb as Verb]().toLowerCase()
  return where && what ? `${where}: ${what}` : code
}

/** isEmpty tells that there is nothing in a field. */
export const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && value !== null && Object.keys(value).length === 0)

const measured = ['target', 'tolerance', 'measured']
const units: Record<string, string> = { m2: 'm²', m: 'm' }

/** unitOf is the unit that a number of a field is in: that of its row, or the one that the field is named after. */
export function unitOf(field: string, unit: string | undefined): string {
  if (measured.includes(field)) return unit ?? ''
  return units[/_(m2?)$/.exec(field)?.[1] ?? ''] ?? ''
}

/** showValue writes the value of a field as people read it, with references by their names. */
export function showValue(field: string, value: unknown, names: Names, unit?: string): string {
  if (isEmpty(value)) return m.audit_empty()
  if (typeof value === 'boolean') return value ? m.audit_yes() : m.audit_no()
  if (typeof value === 'number') return [formatNumber(value), unitOf(field, unit)].filter(Boolean).join(' ')
  if (Array.isArray(value)) return value.map((one) => showValue(field, one, names)).join(', ')
  if (typeof value === 'object') {
    return Object.entries(value as Record<string, unknown>)
      .map(([key, one]) => `${names(key) ?? key}: ${showValue(key, one, names)}`)
      .join(', ')
  }
  const text = String(value)
  if (isId(value)) return names(value) ?? m.audit_unknown({ id: text.slice(-6) })
  if (field === 'status' || field === 'result') return isStatus(text) ? looks[text].label() : text
  if (field === 'comparison') return comparisons[text] ?? m.audit_v_text()
  if (field === 'role') return roleName(text)
  if (field === 'rights') return right(text)
  if (/_on$|_from$/.test(field)) return formatDate(text) || text
  if (/_at$/.test(field)) return formatMoment(text) || text
  return words[field]?.[text]?.() ?? text
}
