import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCan, useProject } from '~/api/access'
import type { Item } from '~/api/call'
import { named } from '~/lib/locale'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { isStatus, looks } from '~/lib/status'
import { StatusIcon } from '~/ui/StatusIcon'
import { StatusMark } from '../parts/StatusMark'
import { type Status, statuses, titleOf } from '../words'
import type { Hole } from './asked'
import { holeWords } from './holeWords'
import css from './trace.module.css'

type Line = Item<'design.trace.list'>
type Phase = { id: string; name_da: string; name_en: string }

const stateWords: Record<Line['state'], () => string> = {
  proposed: m.design_state_proposed,
  approved: m.design_state_approved,
  returned: m.design_state_returned,
  superseded: m.design_state_superseded,
}

/** Matrix shows requirements as lines and the links of the chain as columns; each cell leads to what lies behind. */
export function Matrix({ lines, phases }: { lines: readonly Line[]; phases: readonly Phase[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section className={css.scroll} tabIndex={0} aria-label={m.design_trace()}>
      <table className={css.matrix}>
        <thead>
          <tr>
            <th scope="col">{m.design_requirement_one()}</th>
            <th scope="col">{m.design_holes()}</th>
            <th scope="col">{m.design_state()}</th>
            <th scope="col">{m.design_nav()}</th>
            <th scope="col">{m.design_reviews()}</th>
            {phases.map((phase) => (
              <th key={phase.id} scope="col">
                {named(phase)}
              </th>
            ))}
            <th scope="col">{m.design_no_phase()}</th>
            <th scope="col">{m.design_tests()}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <OneLine key={line.id} line={line} phases={phases} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function OneLine({ line, phases }: { line: Line; phases: readonly Phase[] }) {
  const project = useProject()
  const mayRows = useCan('registers.view')
  const mayReviews = useCan('documents.view')
  const to = `/projects/${project}`
  const rows = (phase: string | null): ReactNode => {
    const cells = line.cells.filter((cell) => cell.phase === phase)
    if (cells.length === 0 || !mayRows) return null
    const filter = [
      { field: 'requirement', op: 'is', value: line.id },
      phase ? { field: 'phase', op: 'is', value: phase } : { field: 'phase', op: 'empty' },
    ]
    return (
      <Link to={`${to}/registers/rows`} search={{ filter } as never} className={css.rows}>
        {cells.map(({ status, rows: count }) => (
          <span key={status} data-status={status}>
            {isStatus(status) && <StatusIcon status={status} />}
            <span className="figures">{formatNumber(count)}</span>
            <span className="unseen">{isStatus(status) ? looks[status].label() : status}</span>
          </span>
        ))}
      </Link>
    )
  }
  const answers = (Object.keys(statuses) as Status[]).filter((status) => line.answers?.[status])
  return (
    <tr data-holes={line.holes.length > 0 || undefined}>
      <th scope="row">
        <Link to={`${to}/registers/requirements`} search={{ row: line.id } as never}>
          <strong>{line.code}</strong> {titleOf(line)}
        </Link>
      </th>
      <td>
        {line.holes.length > 0 && (
          <ul className={css.holes}>
            {line.holes.map((hole) => (
              <li key={hole}>
                <IconAlertTriangle size={15} aria-hidden /> {holeWords[hole as Hole]()}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td>
        {stateWords[line.state]()} {m.design_edition_short({ edition: String(line.edition) })}
      </td>
      <td>
        {answers.length > 0 ? (
          <Link
            to={`${to}/basis`}
            search={{ show: 'all', requirement: line.id } as never}
            className={css.marks}
          >
            {answers.map((status) => (
              <StatusMark key={status} status={status} />
            ))}
          </Link>
        ) : (
          <Missing />
        )}
      </td>
      <td>
        {line.comments > 0 && mayReviews && (
          <Link to={`${to}/reviews`}>
            {m.design_comments({
              count: formatNumber(line.comments),
              unresolved: formatNumber(line.unresolved),
            })}
          </Link>
        )}
      </td>
      {phases.map(({ id }) => (
        <td key={id}>{rows(id)}</td>
      ))}
      <td>{rows(null)}</td>
      <td className="figures">{line.tests > 0 ? formatNumber(line.tests) : ''}</td>
    </tr>
  )
}

/** Missing marks a cell in which there should be something. */
function Missing() {
  return <span className={css.missing}>{m.design_missing()}</span>
}
