import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Task } from '~/api/live'
import { reading, useWrite } from '~/api/query'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { Progress } from './Progress'
import css from './progress.module.css'

const words: Record<string, () => string> = {
  queued: m.ui_task_queued,
  running: m.ui_task_running,
  done: m.ui_task_done,
  failed: m.ui_task_failed,
  cancelled: m.ui_task_cancelled,
}

/** isOver tells that a task will not change any more. */
export const isOver = (task: Pick<Task, 'state'>) => !['queued', 'running'].includes(task.state)

/**
 * TaskProgress follows work in the background until it is over. The stream of
 * changes moves it; where there is none, it asks.
 */
export function TaskProgress({ task: id, onOver }: { task: string; onOver?: (task: Task) => void }) {
  const { data: task } = useQuery({
    ...reading('files.task.read', { path: { task: id } }),
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : 2000),
  })
  const cancel = useWrite('files.task.cancel')
  const retry = useWrite('files.task.retry')

  const told = useRef<string>('')
  useEffect(() => {
    if (!task || !isOver(task) || told.current === task.id + task.state) return
    told.current = task.id + task.state
    onOver?.(task)
  }, [task, onOver])

  if (!task) return <Progress share={undefined} label={m.ui_loading()} />
  const tone = task.state === 'done' ? 'done' : task.state === 'failed' ? 'danger' : 'accent'
  const share =
    task.state === 'done' ? 1 : task.total > 0 ? task.done / task.total : isOver(task) ? 0 : undefined
  return (
    <div className={css.task}>
      <div className={css.words} aria-live="polite">
        <strong>{task.title}</strong>
        <span className="figures">
          {words[task.state]?.()}
          {task.total > 0 &&
            ` · ${m.ui_task_of({ done: formatNumber(task.done), total: formatNumber(task.total) })}`}
        </span>
      </div>
      <Progress share={share} label={task.title} tone={tone} />
      {task.result.refused ? (
        <p>
          {m.ui_task_refused({ count: formatNumber(task.result.refused), reason: task.result.reason ?? '' })}
        </p>
      ) : null}
      {task.error && <p>{[task.error.title, task.error.detail].filter(Boolean).join('. ')}</p>}
      <div className={css.acts}>
        {!isOver(task) && (
          <Button
            size="compact-sm"
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({ path: { task: id } })}
          >
            {m.ui_task_cancel()}
          </Button>
        )}
        {task.state === 'failed' && (
          <Button
            size="compact-sm"
            variant="default"
            loading={retry.isPending}
            onClick={() => retry.mutate({ path: { task: id } })}
          >
            {m.ui_retry()}
          </Button>
        )}
      </div>
    </div>
  )
}
