import { useProject } from '~/api/access'
import type { WriteId } from '~/api/call'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { say } from '~/ui/toast'
import type { Opened } from '../words'

/** Act is what one can do with an entry as it stands. */
export type Act = 'assign' | 'remedy' | 'verify' | 'reject' | 'close' | 'reopen' | 'escalate' | 'edit'

/** moved are the things that are read again when an entry was moved on. */
export const moved = ['issues.event', 'issues.figure', 'audit.entry']

/** useMove moves an entry on by one of its acts. */
export function useMove<Id extends WriteId & `issues.entry.${string}`>(id: Id, onDone: () => void) {
  return useWrite(id, {
    touches: moved,
    onDone: () => {
      say(m.issues_saved())
      onDone()
    },
  })
}

/** usePath is where an entry is. */
export const usePath = (entry: Pick<Opened, 'id'>) => ({ project: useProject(), entry: entry.id })

/** actsOf are the acts that the reader may do, the one that is waited for first. */
export function actsOf({ may, status, turn }: Pick<Opened, 'may' | 'status' | 'turn'>): {
  main: Act | undefined
  others: Act[]
} {
  const all: Act[] = (
    ['remedy', 'verify', 'assign', 'close', 'reject', 'escalate', 'reopen'] as const
  ).filter((act) => may.includes(act))
  if (may.includes('change') || may.includes('cause')) all.push('edit')
  const wanted: Partial<Record<Opened['status'], Act>> = {
    new: 'assign',
    assigned: 'remedy',
    rejected: 'remedy',
    remedied: 'verify',
    verified: 'close',
  }
  const act = wanted[status]
  const main = turn && act && all.includes(act) ? act : undefined
  return { main, others: all.filter((one) => one !== main) }
}
