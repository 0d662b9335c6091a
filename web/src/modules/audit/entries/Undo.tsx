import { useQuery } from '@tanstack/react-query'
import { useProject } from '~/api/access'
import type { Answer } from '~/api/call'
import { reading, useWrite } from '~/api/query'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { Confirm } from '~/ui/Confirm'
import { ErrorState } from '~/ui/ErrorState'
import { Note } from '~/ui/Note'
import { Lines } from '~/ui/Skeletons'
import { say } from '~/ui/toast'
import { everything } from '../restoring'
import { tableName } from '../words/tables'
import type { Happened } from './Entry'
import css from './entries.module.css'

type Refused = Answer<'audit.entry.preview'>['refused']

/** Undo says what taking an entry back would do, and does it when that is confirmed. */
export function Undo({ entry, onClose }: { entry: Happened; onClose: () => void }) {
  const path = { project: useProject(), entry: entry.id }
  const preview = useQuery({ ...reading('audit.entry.preview', { path }), staleTime: 0, gcTime: 0 })
  const undo = useWrite('audit.entry.undo', {
    touches: everything,
    onDone: ({ rows, refused }) => {
      const shown = formatNumber(rows)
      say(
        refused.length > 0
          ? m.audit_undone_partly({ count: shown, refused: formatNumber(refused.length) })
          : m.audit_undone({ count: rows, shown }),
      )
      onClose()
    },
  })
  const { data, error } = preview
  const nothing = data?.rows === 0
  return (
    <Confirm
      opened
      danger={false}
      title={m.audit_undo_title()}
      act={m.audit_undo_act()}
      problem={undo.error}
      busy={undo.isPending || !data}
      onConfirm={() => (nothing ? onClose() : undo.mutate({ path }))}
      onClose={onClose}
    >
      {error ? (
        <ErrorState error={error} onRetry={() => preview.refetch()} />
      ) : !data ? (
        <Lines count={3} />
      ) : (
        <div className={css.preview}>
          {nothing ? (
            <Note tone="warn">{m.audit_undo_nothing()}</Note>
          ) : (
            <p>{m.audit_undo_about({ count: data.rows, shown: formatNumber(data.rows) })}</p>
          )}
          {data.refused.length > 0 && <Refusals refused={data.refused} />}
        </div>
      )}
    </Confirm>
  )
}

function Refusals({ refused }: { refused: Refused }) {
  return (
    <section>
      <h3>{m.audit_refused({ count: refused.length, shown: formatNumber(refused.length) })}</h3>
      <ul className={css.refused}>
        {refused.slice(0, 50).map(({ table, row, label, reason }) => (
          <li key={row}>
            <strong>{label || tableName(table)}</strong> {reason.detail ?? reason.title}
          </li>
        ))}
      </ul>
    </section>
  )
}
