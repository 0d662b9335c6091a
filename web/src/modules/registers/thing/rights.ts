import { useMemo } from 'react'
import { useAccess } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import { can, type Right, whyNot } from '~/lib/rights'
import type { Line } from './api'
import type { Target } from './field'
import type { Register } from './things'

/** May is what the reader may do with one register. */
export type May = {
  create: boolean
  /** change tells whether anything can be changed or deleted at all. */
  change: boolean
  /** all tells that it can be for every row, and not for one's own alone. */
  all: boolean
  export: boolean
  /** whyNot says why a field of a row is closed to the reader, or nothing if it is open. */
  whyNot(
    row: Line,
    field: { key: string; to?: Target; fixed?: true; own?: { disciplines: string[] | null } },
  ): string | undefined
}

type Access = {
  person: string
  company?: string | undefined
  rights: readonly string[]
  administrator: boolean
}

/** isOwn tells whether a row is the reader's own: made by them, or assigned to them or their company. */
export const isOwn = (row: Line, { person, company }: Pick<Access, 'person' | 'company'>) =>
  row.created_at === undefined ||
  row.created_by === person ||
  row.person === person ||
  (company !== undefined && row.company === company)

/** mayDo works out what somebody with this access may do with a register. */
export function mayDo({ area, thing }: Pick<Register, 'area' | 'thing'>, access: Access): May {
  const has = (verb: string) => can(access, `${area}.${verb}` as Right)
  const all = has('edit_all')
  const change = all || has('edit_own')
  return {
    all,
    change,
    create: has('create') && change,
    export: can(access, [`${area}.export` as Right, 'exports.export']),
    whyNot(row, { key, to, fixed, own }) {
      if (fixed) return m.registers_closed_fixed()
      if (to === 'document' && !can(access, 'documents.view')) return whyNot(access, 'documents.view')
      if (!change) return whyNot(access, `${area}.edit_all` as Right)
      if (!all && !isOwn(row, access)) return m.registers_closed_others()
      if (own?.disciplines?.length && !own.disciplines.includes(String(row.discipline)))
        return m.registers_closed_discipline()
      if (thing === 'requirement') return whyNotRequired(row, key)
      if (thing !== 'row' || row.status !== 'approved') return undefined
      return key === 'status' && can(access, 'tests.approve') ? undefined : m.registers_closed_approved()
    },
  }
}

const wording =
  /^(title_da|title_en|criterion_da|criterion_en|unit|comparison|target|target_text|tolerance)?$/

/** whyNotRequired says why a field of a requirement is closed: what was approved changes by a proposal alone. */
function whyNotRequired({ state, locked_in }: Line, key: string): string | undefined {
  if (locked_in) return m.registers_closed_locked()
  return (state === 'approved' || state === 'superseded') && wording.test(key)
    ? m.registers_closed_requirement()
    : undefined
}

/** mayLook is what is left where a register is looked at as it stood. */
const mayLook = (may: May): May => ({
  ...may,
  create: false,
  change: false,
  all: false,
  whyNot: () => m.moment_read_only(),
})

/** useMay is what the reader may do with a register, or with one that is looked at as it stood. */
export function useMay(register: Register, past: boolean): May {
  const access = useAccess()
  return useMemo(() => {
    const may = mayDo(register, access)
    return past ? mayLook(may) : may
  }, [register, access, past])
}
