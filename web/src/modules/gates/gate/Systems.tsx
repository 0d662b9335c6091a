import { Button } from '@mantine/core'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { usePages } from '~/api/query'
import { named } from '~/lib/locale'
import { formatShare } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import { type Gate, gateName, states } from '../words'
import css from './gate.module.css'
import { StateChip } from './StateChip'
import { WaitsFor } from './WaitsFor'

/** Systems shows every milestone on every system; one that waits tells what for. */
export function Systems({ milestones }: { milestones: Gate[] }) {
  const project = useProject()
  const [open, setOpen] = useState<{ gate: Gate; system: string; tag: string }>()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'gates.readiness.list',
    {
      path: { project },
    },
  )
  const systems = data?.pages.flatMap(({ items }) => items)
  return (
    <Panel title={m.gates_systems()} under={m.gates_systems_about()}>
      {error && !systems ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !systems ? (
        <Lines count={8} />
      ) : systems.length === 0 ? (
        <p className="muted">{m.gates_systems_none()}</p>
      ) : (
        <div className={css.scroll}>
          <table className={css.matrix}>
            <caption className="unseen">{m.gates_systems()}</caption>
            <thead>
              <tr>
                <th scope="col">{m.gates_system()}</th>
                {milestones.map((gate) => (
                  <th key={gate.id} scope="col" title={named(gate)}>
                    {gate.code}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {systems.map(({ id, tag, name_da, name_en, cells }) => (
                <tr key={id}>
                  <th scope="row">
                    <strong className="figures">{tag}</strong>{' '}
                    <span className="muted">{named({ name_da, name_en })}</span>
                  </th>
                  {milestones.map((gate) => {
                    const cell = cells.find((one) => one.gate === gate.id)
                    return (
                      <td key={gate.id}>
                        {cell && cell.state !== 'nothing' && (
                          <button
                            type="button"
                            className={css.cell}
                            onClick={() => setOpen({ gate, system: id, tag })}
                            aria-label={`${tag} ${gate.code}: ${states[cell.state].label()}, ${formatShare(cell.done_share / 100)}`}
                          >
                            <StateChip state={cell.state} brief />
                            <span className="figures">{formatShare(cell.done_share / 100)}</span>
                          </button>
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.gates_more()}
        </Button>
      )}
      {open && (
        <Dialog title={`${open.tag} · ${gateName(open.gate)}`} onClose={() => setOpen(undefined)}>
          <WaitsFor gate={open.gate.id} system={open.system} />
        </Dialog>
      )}
    </Panel>
  )
}
