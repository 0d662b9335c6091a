import type { Answer } from '~/api/call'
import { m } from '~/lib/paraglide/messages'
import { Note } from '~/ui/Note'
import { factors } from './kept'

/** Demanded tells the people of a company that demands a second factor that it does, and what is closed until they have one. */
export function Demanded({ security }: { security: Answer<'accounts.security.read'> }) {
  const company = security.demanded_by
  if (!company) return null
  return factors(security) > 0 ? (
    <Note tone="good">{m.accounts_second_demanded({ company })}</Note>
  ) : (
    <Note tone="warn">{m.accounts_second_demanded_lacking({ company })}</Note>
  )
}
