import { Button } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FocusEvent, type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { useProject } from '~/api/access'
import { reading, usePages } from '~/api/query'
import { named } from '~/lib/locale'
import { formatNumber, formatShare } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { looks, statusColour } from '~/lib/status'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import css from './matrix.module.css'
import { filtered, usePart, useToRows } from './part'
import { cells, type Spot, step } from './spots'
import { leading, rowsOf, shareOf, type Tally } from './tally'
import type { Progress } from './useProgress'

/** atOnce is how many systems are shown at once, and asked for by their names. */
const atOnce = 50

/** Matrix shows every system in every phase: the share that is done, and what stops the rest. */
export function Matrix({ progress }: { progress: Progress }) {
  const project = useProject()
  const toRows = useToRows()
  // A company's rows may belong to systems of others, so that its systems are found by their rows.
  const part = usePart()
  const { company, ...elsewhere } = part
  const path = { project }
  const query = { limit: atOnce, sort: 'tag', ...filtered(elsewhere) }
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages('registers.system.list', {
    path,
    query,
  })
  const tallies = useQueries({
    queries: (data?.pages ?? [])
      .filter(({ items }) => items.length > 0)
      .map(({ items }) =>
        reading('registers.progress.tally', {
          path,
          query: { ...part, systems: items.map(({ id }) => id).join(',') },
        }),
      ),
    combine: (all) => ({
      counted: all.every(({ data }) => data !== undefined),
      shares: all.flatMap(({ data }) => data?.items ?? []),
    }),
  })
  const { counted, shares } = tallies
  const found = useMemo(() => cells(shares), [shares])
  const systems =
    (counted || undefined) &&
    data?.pages.flatMap(({ items }) => items).filter(({ id }) => company === undefined || found.has(id))
  const columns = progress.phases
  const [spot, setSpot] = useState<Spot>({ row: 0, column: 0 })
  const table = useRef<HTMLTableElement>(null)

  const at = (target: EventTarget): Spot | undefined => {
    const cell = (target as HTMLElement).closest<HTMLElement>('[data-row]')
    return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : undefined
  }
  const keys = (event: KeyboardEvent) => {
    const from = at(event.target)
    const to = from && step(from, event.key, systems?.length ?? 0, columns.length)
    if (!to) return
    event.preventDefault()
    table.current
      ?.querySelector<HTMLElement>(`[data-row="${to.row}"][data-column="${to.column}"] > *`)
      ?.focus()
  }
  const follow = (event: FocusEvent) => setSpot((now) => at(event.target) ?? now)

  return (
    <Panel title={m.overview_matrix()} under={m.overview_matrix_about()}>
      {!systems ? (
        <Lines count={8} />
      ) : systems.length === 0 ? (
        <p className="muted">{m.overview_matrix_none()}</p>
      ) : (
        <section className={css.scroll} aria-label={m.overview_matrix()}>
          <table ref={table} className={css.matrix} onKeyDown={keys} onFocus={follow}>
            <caption className="unseen">{m.overview_matrix_keys()}</caption>
            <thead>
              <tr>
                <th scope="col">{m.overview_system()}</th>
                {columns.map((phase) => (
                  <th key={phase.id} scope="col" data-milestone={phase.milestone || undefined}>
                    {phase.milestone ? <abbr title={named(phase)}>{phase.code}</abbr> : named(phase)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {systems.map((system, row) => (
                <tr key={system.id}>
                  <th scope="row">
                    <Link {...toRows({ field: 'system', op: 'in', value: [system.id] })}>
                      <span className="figures">{system.tag}</span> <small>{named(system)}</small>
                    </Link>
                  </th>
                  {columns.map((phase, column) => (
                    <td key={phase.id} data-row={row} data-column={column}>
                      <Cell
                        of={found.get(system.id)?.get(phase.id)}
                        name={`${system.tag}, ${named(phase)}`}
                        system={system.id}
                        phase={phase}
                        reached={spot.row === row && spot.column === column}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {hasNextPage && (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.overview_more_systems()}
        </Button>
      )}
    </Panel>
  )
}

function Cell({
  of,
  name,
  system,
  phase,
  reached,
}: {
  of: Tally | undefined
  name: string
  system: string
  phase: { id: string; milestone: boolean }
  reached: boolean
}) {
  const toRows = useToRows()
  const tabIndex = reached ? 0 : -1
  if (!of || rowsOf(of) === 0) {
    return (
      // The arrow keys go through empty cells too.
      <span className={css.empty} tabIndex={tabIndex}>
        <span className="unseen">{`${name}: ${m.overview_no_rows()}`}</span>
      </span>
    )
  }
  const status = leading(of)
  const share = shareOf(of)
  const percent = share === undefined ? '–' : formatShare(share)
  const rows = rowsOf(of)
  const rest = `${looks[status].label()}, ${m.overview_rows({ count: rows, shown: formatNumber(rows) })}`
  return (
    <Link
      {...toRows(
        { field: 'system', op: 'in', value: [system] },
        { field: phase.milestone ? 'milestone' : 'phase', op: 'in', value: [phase.id] },
      )}
      className={css.cell}
      data-status={status}
      tabIndex={tabIndex}
      title={`${name}: ${percent}, ${rest}`}
      style={{
        backgroundColor: statusColour(status, 'bg'),
        color: statusColour(status, 'fg'),
        borderColor: statusColour(status, 'line'),
      }}
    >
      <b aria-hidden>{looks[status].letter}</b>{' '}
      <span className="figures" aria-hidden>
        {percent}
      </span>
    </Link>
  )
}
