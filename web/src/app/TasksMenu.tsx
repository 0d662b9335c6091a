import { ActionIcon, Popover } from '@mantine/core'
import { IconProgress } from '@tabler/icons-react'
import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { isOver, TaskProgress } from '~/ui/TaskProgress'
import css from './shell.module.css'

/** TasksMenu shows what runs in the background for the project, and what it came to. */
export function TasksMenu({ project }: { project: string }) {
  const { data } = useRead('files.task.list', { query: { project } })
  const tasks = data?.items ?? []
  const running = tasks.filter((task) => !isOver(task)).length
  const label = running > 0 ? `${m.app_tasks()}: ${m.app_tasks_running({ count: running })}` : m.app_tasks()
  return (
    <Popover width={380} position="bottom-end" shadow="md" transitionProps={{ duration: 0 }} trapFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="var(--text)"
          size={34}
          pos="relative"
          style={{ overflow: 'visible' }}
          aria-label={label}
          title={label}
        >
          <IconProgress size={20} stroke={1.75} aria-hidden />
          {running > 0 && (
            <span className={css.count} aria-hidden>
              {running}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={m.app_tasks()}>
        <div className={css.tasks}>
          {tasks.length === 0 && <p className="muted">{m.app_tasks_none()}</p>}
          {tasks.slice(0, 5).map(({ id }) => (
            <TaskProgress key={id} task={id} />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
