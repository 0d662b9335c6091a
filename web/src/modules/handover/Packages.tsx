import { Button } from '@mantine/core'
import { IconDownload, IconPackage } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useAccess, useProject } from '~/api/access'
import { addressOf, type Item } from '~/api/call'
import { reading, refresh, useRead } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { formatNumber, formatSize } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { Copyable } from '~/ui/Copyable'
import { ErrorState } from '~/ui/ErrorState'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import { TaskProgress } from '~/ui/TaskProgress'
import css from './handover.module.css'

type Package = Item<'handover.package.list'>

const states: Record<Package['state'], () => string> = {
  queued: m.ui_task_queued,
  running: m.ui_task_running,
  done: m.ui_task_done,
  failed: m.ui_task_failed,
  cancelled: m.ui_task_cancelled,
}

const isMade = ({ state }: Package) => state !== 'queued' && state !== 'running'

/** Packages are those that were ordered, with how far each is and the file that came of it. */
export function Packages() {
  const path = { project: useProject() }
  const { data, error, refetch } = useQuery({
    ...reading('handover.package.list', { path }),
    // Who did not order a package hears nothing of its progress, and asks.
    refetchInterval: ({ state }) => (state.data?.items.every(isMade) === false ? 2000 : false),
  })
  return (
    <Panel title={m.handover_packages()}>
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={3} />
      ) : data.items.length === 0 ? (
        <p className={css.none}>
          <IconPackage size={20} stroke={1.75} aria-hidden />
          <span>
            <strong>{m.handover_none()}.</strong> {m.handover_none_about()}
          </span>
        </p>
      ) : (
        <ul className={css.packages}>
          {data.items.map((one) => (
            <Made key={one.id} made={one} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Made({ made }: { made: Package }) {
  const project = useProject()
  const cache = useQueryClient()
  const { person } = useAccess()
  const { data: people } = useRead('accounts.person.list', { path: { project } })
  const who = people?.items.find(({ id }) => id === made.person)?.name ?? ''
  const rows = Object.values(made.counts as Record<string, number>).reduce((sum, count) => sum + count, 0)
  const own = made.person === person
  const follow = own && made.state !== 'done'
  return (
    <li>
      <div className={css.made}>
        <p className={css.what}>
          <strong>{made.name || m.handover_package({ at: formatMoment(made.created_at) })}</strong>
          <span className="muted figures">
            {[
              made.taken_at
                ? m.handover_as_of({ at: formatMoment(made.taken_at) })
                : formatMoment(made.created_at),
              who,
              made.language === 'da' ? m.app_language_da() : m.app_language_en(),
              made.size > 0 ? formatSize(made.size) : '',
              rows > 0 ? m.handover_rows({ count: formatNumber(rows) }) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </p>
        {made.file ? (
          <Button
            component="a"
            href={addressOf('files.file.read', { path: { project, file: made.file } })[1]}
            download
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {m.handover_download()}
          </Button>
        ) : (
          !follow && <span className="muted">{states[made.state]()}</span>
        )}
      </div>
      {follow && (
        <TaskProgress task={made.task} onOver={() => refresh(cache, ['handover.package', 'files.task'])} />
      )}
      {made.sha256 && <Copyable label={m.handover_checksum()} text={made.sha256} />}
    </li>
  )
}
