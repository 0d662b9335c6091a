import { IconFlag } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { formatNumber, formatShare } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { Standing } from '../acceptance/Standing'
import { type Gate, gateName, standOf } from '../words'
import css from './gate.module.css'
import { OutOfOrder } from './OutOfOrder'
import { StateChip } from './StateChip'
import { Systems } from './Systems'

/** GatesPage is the way through the project: its phases and milestones, each on every system, and what was tested out of order. */
export default function GatesPage() {
  const project = useProject()
  const { data, error, refetch } = useRead('gates.gate.list', { path: { project } })
  const gates = data?.items
  const milestones = gates?.filter(({ milestone }) => milestone) ?? []
  return (
    <Page>
      <PageHeader title={m.gates_title()} under={m.gates_about()} />
      {error && !gates ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !gates ? (
        <Lines count={8} />
      ) : gates.length === 0 ? (
        <EmptyState icon={IconFlag} title={m.gates_none()}>
          {m.gates_none_about()}
        </EmptyState>
      ) : (
        <>
          <div className={css.halves}>
            <List title={m.gates_phases()} gates={gates.filter(({ milestone }) => !milestone)} />
            <List title={m.gates_milestones()} gates={milestones} />
          </div>
          {milestones.length > 0 && <Systems milestones={milestones} />}
          {milestones.length > 0 && <OutOfOrder milestones={milestones} />}
        </>
      )}
    </Page>
  )
}

function List({ title, gates }: { title: string; gates: Gate[] }) {
  const project = useProject()
  return (
    <Panel title={title}>
      <ol className={css.gates}>
        {gates.map((gate) => (
          <li key={gate.id} className={css.gate}>
            <Link to={`/projects/${project}/gates/${gate.id}`}>{gateName(gate)}</Link>
            <span className="muted figures">
              {gate.stand.rows > 0 &&
                m.gates_done_of({
                  done: formatNumber(gate.stand.done),
                  rows: formatNumber(gate.stand.rows),
                  share: formatShare(gate.stand.done_share / 100),
                })}
              {gate.stand.entries > 0 &&
                ` · ${m.gates_entries_open({ count: formatNumber(gate.stand.entries) })}`}
            </span>
            {gate.accepted?.state === 'signed' ? (
              <Standing state="signed" />
            ) : (
              <StateChip state={standOf(gate)} />
            )}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
