import { createContext, use, useMemo } from 'react'
import { useAccess, useProject } from '~/api/access'
import { formatDate, formatMoment } from '~/lib/date'
import { useLanguage } from '~/lib/locale'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { can } from '~/lib/rights'
import { isStatus, looks } from '~/lib/status'
import { meta, placeField, type ReadyField, readyFields, type Target } from './field'
import { useOwnFields } from './own'
import { type References, useReferences } from './references'
import { type May, useMay } from './rights'
import type { Register } from './things'

/** Open is the register that a screen shows, with all that its parts need to know of it. */
export type Open = {
  register: Register
  project: string
  fields: ReadyField[]
  /** asked are the fields that a list is narrowed by: those it has, and where its things lie. */
  asked: ReadyField[]
  references: References
  may: May
  /** at is the moment that the register is looked at as it stood; nothing may be changed then. */
  at: string
  /** show writes a value of a field as people read it; of a text in two languages, the other while it is empty. */
  show(field: ReadyField, value: unknown, row?: Record<string, unknown>): string
}

const Context = createContext<Open | null>(null)

/** OpenRegister hands the register to the parts of its screen. */
export const OpenRegister = Context.Provider

/** useRegister is the register of the screen. */
export function useRegister(): Open {
  const open = use(Context)
  if (!open) throw new Error('this part belongs to a register')
  return open
}

/** showValue writes a value of a field as people read it. */
export function showValue(field: ReadyField, value: unknown, references: Pick<References, 'label'>): string {
  if (value === null || value === undefined || value === '') return ''
  switch (field.type) {
    case 'number':
      return typeof value === 'number' ? formatNumber(value) : String(value)
    case 'date':
      return String(value).length > 10 ? formatMoment(String(value)) : formatDate(String(value))
    case 'boolean':
      return value === true || value === 'true' ? m.registers_yes() : m.registers_no()
    case 'status':
      return isStatus(String(value)) ? looks[String(value) as keyof typeof looks].label() : String(value)
    case 'choice':
      return field.choices?.find((word) => word.value === value)?.label() ?? String(value)
    case 'reference':
      return references.label(field.to as Target, String(value)) ?? '…'
    default:
      return String(value)
  }
}

/** placed are the registers whose things lie somewhere. */
const placed = new Set<string>(['row', 'system', 'component'])

/** useOpen gathers what a screen of a register needs. */
export function useOpen(register: Register, at: string): Open {
  const spoken = useLanguage()
  const project = useProject()
  const may = useMay(register, at !== '')
  const access = useAccess()
  const mayAddCompany = can(access, 'members.create')
  const seesRequirements = can(access, 'requirements.view')
  const added = useOwnFields(register.thing)
  const fields = useMemo(() => {
    const ready = readyFields([...register.fields, ...added, ...meta], spoken)
    // An id that one may not look behind says nothing.
    return seesRequirements ? ready : ready.filter(({ to }) => to !== 'requirement')
  }, [register, added, spoken, seesRequirements])
  const asked = useMemo(
    () => (placed.has(register.thing) ? [...fields, ...readyFields([placeField], spoken)] : fields),
    [fields, register, spoken],
  )
  const targets = useMemo(() => asked.flatMap(({ to }) => (to ? [to] : [])), [asked])
  const references = useReferences(targets, mayAddCompany)
  return useMemo(
    () => ({
      register,
      project,
      fields,
      asked,
      references,
      may,
      at,
      show: (field, value, row) =>
        showValue(field, field.fallback && !value && row ? row[field.fallback] : value, references),
    }),
    [register, project, fields, asked, references, may, at],
  )
}
