import type { Item } from '~/api/call'
import { m } from '~/lib/paraglide/messages'
import { roleName } from '~/lib/roles'
import { isStatus, looks } from '~/lib/status'
import type { Names } from '../names'
import { tableTitle } from '../words/tables'

/** Change is what became of one row. */
export type Change = Item<'audit.change.list'>

/** shownOf is a change with those of its fields alone that a brief line says something of. */
export const shownOf = (change: Change): Change =>
  change.op === 'U'
    ? change
    : { ...change, fields: change.fields.filter(({ field }) => field === 'row' || field === 'person') }

/** labelOf names a changed row by what it is called, or else by what it is. */
export function labelOf(
  { table, label, fields }: Pick<Change, 'table' | 'label' | 'fields'>,
  names: Names,
): string {
  const kind = tableTitle(table)
  const of = (wanted: string) => {
    const found = fields.find(({ field }) => field === wanted)
    return found && String(found.after ?? found.before ?? '')
  }
  if (table === 'verification.tests' && isStatus(label)) {
    const row = names(of('row') ?? '')
    const result = looks[label].label()
    return row ? m.audit_test_of({ row, result }) : `${kind}: ${result}`
  }
  if (table === 'registers.rows' && /^\d+$/.test(label)) return `${kind} ${m.audit_row_no({ no: label })}`
  const said = table === 'projects.members' ? roleName(label) : label || of('name')
  const own = names(of('person') ?? '') || said
  return own ? `${kind}: ${own}` : kind
}
