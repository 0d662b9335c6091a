import { Button, Textarea } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useProject } from '~/api/access'
import { type Answer, call } from '~/api/call'
import type { Problem } from '~/api/problem'
import { useWrite } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ErrorState } from '~/ui/ErrorState'
import form from '~/ui/form/form.module.css'
import { Note } from '~/ui/Note'
import { ProblemNote } from '~/ui/ProblemNote'
import { Sheet } from '~/ui/Sheet'
import { Lines } from '~/ui/Skeletons'
import { TaskProgress } from '~/ui/TaskProgress'
import { say, sayUndo } from '~/ui/toast'
import css from './moment.module.css'

type Restored = Omit<Answer<'audit.moment.restore'>, 'tried'> & { tried?: boolean }

/** RestoreSheet puts rows of a table back as they stood at a moment, or all of them. */
export function RestoreSheet({
  table,
  at,
  rows,
  ...on
}: {
  table: string
  at: string
  /** rows are those that are chosen; left out, it is the whole table. */
  rows?: readonly string[] | undefined
  onClose: () => void
  onDone?: () => void
}) {
  const path = { project: useProject(), table }
  const chosen = rows ? { rows: [...rows] } : {}
  return (
    <Restoring
      {...on}
      title={m.moment_restore_title({ at: formatMoment(at) })}
      about={m.moment_restore_about()}
      send={(asked) => call('audit.moment.restore', { path, body: { at, ...chosen, ...asked } })}
    />
  )
}

/** Restoring says first what a restore would do, asks why, and does it; what it did can be undone from the toast. */
export function Restoring({
  title,
  about,
  send,
  onClose,
  onDone,
}: {
  title: string
  about: string
  /** send asks for the restore, or for what would come of it. */
  send: (asked: { reason?: string; preview?: boolean }) => Promise<Restored>
  onClose: () => void
  onDone?: () => void
}) {
  const project = useProject()
  const cache = useQueryClient()
  const own = useId()
  const [reason, setReason] = useState('')
  const [task, setTask] = useState<string>()
  const preview = useQuery<Restored, Problem>({
    queryKey: ['audit.preview', own],
    queryFn: () => send({ preview: true }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  const refreshed = async () => {
    await cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'audit.preview' })
    onDone?.()
  }
  const undo = useWrite('audit.entry.undo')
  const restore = useMutation<Restored, Problem>({
    mutationFn: () => send({ reason }),
    onSuccess: async ({ rows: count, left, task: started, entry }) => {
      if (started) return setTask(started)
      onClose()
      await refreshed()
      const done = m.moment_restored({ count, shown: formatNumber(count) })
      if (left > 0) say(`${done}. ${formatNumber(left)} ${m.moment_restore_left()}.`)
      else
        sayUndo(done, async () => {
          await undo.mutateAsync({ path: { project, entry } })
          await cache.invalidateQueries()
        })
    },
  })
  if (task)
    return (
      <Sheet title={title} onClose={onClose}>
        <TaskProgress task={task} onOver={({ state }) => state === 'done' && void refreshed()} />
        <p className="muted">{m.moment_restoring()}</p>
      </Sheet>
    )
  const { data, error } = preview
  const nothing = data?.rows === 0
  return (
    <Sheet title={title} onClose={onClose}>
      <div className={css.restore}>
        {restore.error && <ProblemNote problem={restore.error} />}
        {error ? (
          <ErrorState error={error} onRetry={() => preview.refetch()} />
        ) : !data ? (
          <Lines count={5} />
        ) : (
          <Effect found={data} />
        )}
        {data && !nothing && (
          <>
            <Textarea
              label={m.moment_restore_reason()}
              value={reason}
              maxLength={500}
              minRows={2}
              autosize
              required
              onChange={(event) => setReason(event.currentTarget.value)}
              data-autofocus
            />
            <p className="muted">{about}</p>
          </>
        )}
        <div className={form.actions}>
          <Button variant="default" onClick={onClose} disabled={restore.isPending}>
            {m.ui_cancel()}
          </Button>
          {data && !nothing && (
            <Button
              loading={restore.isPending}
              disabled={reason.trim() === ''}
              onClick={() => restore.mutate()}
            >
              {m.moment_restore_act({ count: data.rows, shown: formatNumber(data.rows) })}
            </Button>
          )}
        </div>
      </div>
    </Sheet>
  )
}

/** triedUpTo is how many rows a preview tries one by one; of more it says only how many they are. */
const triedUpTo = 2_000

/** Effect says what a restore would do, and what it could not. */
function Effect({ found }: { found: Restored }) {
  const { back, changed, removed, left, refused, tried = true, dropped } = found
  const lines: [number, string][] = [
    [back, m.moment_restore_back()],
    [changed, m.moment_restore_changed()],
    [removed, m.moment_restore_removed()],
    [left, m.moment_restore_left()],
  ]
  const shown = refused.slice(0, 50)
  return (
    <>
      {found.rows === 0 && left === 0 ? (
        <Note>{m.moment_restore_nothing()}</Note>
      ) : (
        <ul className={css.effect}>
          {lines
            .filter(([count]) => count > 0)
            .map(([count, words]) => (
              <li key={words}>
                <strong className="figures">{formatNumber(count)}</strong> {words}
              </li>
            ))}
        </ul>
      )}
      {!tried && <Note>{m.moment_restore_untried({ limit: formatNumber(triedUpTo) })}</Note>}
      {dropped && dropped.length > 0 && (
        <Note>{m.moment_restore_dropped({ fields: dropped.join(', ') })}</Note>
      )}
      {shown.length > 0 && (
        <section>
          <h3>{m.moment_restore_refused()}</h3>
          <ul className={css.refused}>
            {shown.map(({ row, label, reason }) => (
              <li key={row}>
                <strong>{label || row.slice(-6)}</strong> {reasonOf(reason)}
              </li>
            ))}
            {left > shown.length && (
              <li className="muted">
                {m.moment_restore_refused_more({ count: formatNumber(left - shown.length) })}
              </li>
            )}
          </ul>
        </section>
      )}
    </>
  )
}

const reasonOf = ({ title, detail, errors }: Restored['refused'][number]['reason']): string =>
  [detail ?? title, ...(errors ?? []).map((one) => one.detail)].filter(Boolean).join(': ')
