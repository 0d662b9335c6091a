import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import type { Acceptance } from '../words'

const shown = 3

/** useSigners names who beside its preparer can sign a draft; nothing while nobody else can. */
export function useSigners(draft: Acceptance): string | undefined {
  const { data } = useRead('accounts.person.list', { path: { project: useProject() } })
  const signers = draft.signers ?? []
  const names = new Map(data?.items.map(({ id, name }) => [id, name]))
  if (signers.length === 0) return undefined
  const some = signers
    .slice(0, shown)
    .map((id) => names.get(id) ?? '…')
    .join(', ')
  const more = signers.length - shown
  return more > 0 ? m.gates_signers_more({ names: some, count: String(more) }) : some
}
