import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { formatNumber, formatPercent } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ErrorState } from '~/ui/ErrorState'
import { Panel } from '~/ui/Page'
import { Progress } from '~/ui/Progress'
import { Lines } from '~/ui/Skeletons'
import css from './handover.module.css'
import { type Finding, toAll, toRow } from './links'

/** Preflight lists what the project lacks before it can be handed over, what stands in the way first. */
export function Preflight() {
  const { data, error, refetch } = useRead('handover.package.preflight', { path: { project: useProject() } })
  const share = data && data.checked > 0 ? data.complete / data.checked : undefined
  const findings = [...(data?.items ?? [])].sort(
    (a, b) => Number(b.level === 'blocks') - Number(a.level === 'blocks'),
  )
  return (
    <Panel title={m.handover_preflight()} under={m.handover_preflight_about()}>
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={5} />
      ) : (
        <>
          {share !== undefined && (
            <div className={css.complete}>
              <p>
                <strong className="figures">{formatPercent(share)}</strong>{' '}
                {m.handover_complete({
                  complete: formatNumber(data.complete),
                  checked: formatNumber(data.checked),
                })}
              </p>
              <Progress share={share} label={m.handover_preflight()} tone={share === 1 ? 'done' : 'accent'} />
            </div>
          )}
          {findings.length === 0 ? (
            <p className={css.good}>
              <IconCircleCheck size={20} aria-hidden />
              {m.handover_ready()}
            </p>
          ) : (
            <ul className={css.findings}>
              {findings.map((finding) => (
                <Found key={finding.code} finding={finding} />
              ))}
            </ul>
          )}
        </>
      )}
    </Panel>
  )
}

function Found({ finding }: { finding: Finding }) {
  const project = useProject()
  const [opened, setOpened] = useState(false)
  const id = useId()
  const blocks = finding.level === 'blocks'
  const Mark = blocks ? IconAlertOctagon : IconAlertTriangle
  const all = toAll(project, finding)
  return (
    <li data-level={finding.level}>
      <p>
        <Mark size={20} aria-hidden />
        <span>
          <strong>{blocks ? m.handover_blocks() : m.handover_warns()}</strong> {finding.says}
        </span>
      </p>
      <div className={css.more}>
        {all && <Link {...all}>{m.handover_see_all({ count: formatNumber(finding.count) })}</Link>}
        {finding.rows.length > 0 && (
          <button type="button" aria-expanded={opened} aria-controls={id} onClick={() => setOpened(!opened)}>
            {opened ? m.handover_hide_rows() : m.handover_show_rows()}
          </button>
        )}
      </div>
      {opened && (
        <ul id={id} className={css.rows}>
          {finding.rows.map(({ id: row, label }) => {
            const to = toRow(project, finding.part, row)
            const name =
              finding.part === 'rows' ? m.handover_row_no({ no: label }) : label || m.handover_unnamed()
            return <li key={row}>{to ? <Link {...to}>{name}</Link> : name}</li>
          })}
          {finding.count > finding.rows.length && (
            <li className="muted">
              {m.handover_more_rows({ count: formatNumber(finding.count - finding.rows.length) })}
            </li>
          )}
        </ul>
      )}
    </li>
  )
}
