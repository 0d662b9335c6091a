import type { Answer } from '~/api/call'
import { m } from '~/lib/paraglide/messages'
import { can, whyNot } from '~/lib/rights'
import type { Row } from '../limit'

type Access = Pick<Answer<'projects.access.read'>, 'rights' | 'administrator' | 'person' | 'company'>
type Whose = Pick<Row, 'status' | 'person' | 'company' | 'created_by'>

/** isOwn tells whether a row is one's own: made by oneself, or given to oneself or one's company. */
export const isOwn = ({ person, company, created_by }: Whose, who: Access): boolean =>
  created_by === who.person ||
  person === who.person ||
  (who.company !== undefined && who.company !== null && company === who.company)

/** whyNoTest says why a test of the row cannot be recorded by the reader, or nothing if it can. */
export function whyNoTest(row: Whose, who: Access): string | undefined {
  const lacking = whyNot(who, 'tests.create') ?? whyNot(who, ['tests.edit_own', 'tests.edit_all'])
  if (lacking) return lacking
  if (row.status === 'approved') return m.verification_locked()
  return can(who, 'tests.edit_all') || isOwn(row, who) ? undefined : m.verification_not_own()
}
