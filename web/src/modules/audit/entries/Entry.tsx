import { IconArrowBackUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useAccess, useProject } from '~/api/access'
import type { Item } from '~/api/call'
import { useRead } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { initials } from '~/lib/initials'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { whyNot } from '~/lib/rights'
import { ActButton } from '~/ui/ActButton'
import type { Names } from '../names'
import { canUndo, needsFor } from '../restoring'
import { actionWords } from '../words/actions'
import { originOf } from '../words/origins'
import { tableName } from '../words/tables'
import { AllChanges } from './AllChanges'
import { ChangeLine } from './ChangeLine'
import { timeOf } from './days'
import css from './entries.module.css'
import { Undo } from './Undo'

/** Happened is one entry of the history. */
export type Happened = Item<'audit.entry.list'>

const first = 2

/** foremost are the changes that say most: rows that were changed come before rows that were made or deleted. */
export const foremost = (changes: Happened['changes']): Happened['changes'] =>
  [...changes].sort((a, b) => Number(b.op === 'U') - Number(a.op === 'U')).slice(0, first)

/** Entry is one thing that somebody did: who, what, when, from where, and what it changed. */
export function Entry({ entry, names }: { entry: Happened; names: Names }) {
  const [all, setAll] = useState(false)
  const [undoing, setUndoing] = useState(false)
  const access = useAccess()
  const counts = Object.entries(entry.tables as Record<string, number>)
  const count = counts.reduce((sum, [, rows]) => sum + rows, 0)
  const why = counts.map(([table]) => whyNot(access, needsFor(table))).find(Boolean)
  const shown = foremost(entry.changes)
  const whole = count <= shown.length && shown.every(({ op, fields }) => op === 'U' && fields.length <= 6)
  return (
    <li className={css.entry}>
      <Who entry={entry} />
      {entry.reason && (
        <p className={css.reason}>
          {m.audit_reason({ reason: entry.reason })}
          {entry.left !== undefined && ` ${m.audit_left({ count: formatNumber(entry.left) })}`}
        </p>
      )}
      {count > 0 && (
        <div className={css.changes}>
          {count > 1 && (
            <p className="muted">
              {counts
                .map(
                  ([table, rows]) =>
                    `${formatNumber(rows)} ${tableName(table, rows).replace(/^(en|et|a|an) /, '')}`,
                )
                .join(', ')}
            </p>
          )}
          {all ? (
            <AllChanges entry={entry.id} />
          ) : (
            <ul className={css.lines}>
              {shown.map((change) => (
                <ChangeLine key={`${change.row} ${change.version}`} change={change} names={names} brief />
              ))}
            </ul>
          )}
          <div className={css.acts}>
            {!whole && (
              <button type="button" className={css.link} aria-expanded={all} onClick={() => setAll(!all)}>
                {all ? m.audit_show_fewer() : m.audit_show_all()}
              </button>
            )}
            {canUndo(
              entry.action,
              counts.map(([table]) => table),
            ) && (
              <ActButton
                why={why}
                size="compact-sm"
                variant="subtle"
                leftSection={<IconArrowBackUp size={16} aria-hidden />}
                onClick={() => setUndoing(true)}
              >
                {m.audit_undo()}
              </ActButton>
            )}
          </div>
        </div>
      )}
      {undoing && <Undo entry={entry} onClose={() => setUndoing(false)} />}
    </li>
  )
}

/** Who says who did something, what, when and from where; a device's own time is told beside the server's. */
function Who({ entry }: { entry: Happened }) {
  const { data: people } = useRead('accounts.person.list', { path: { project: useProject() } })
  const person = people?.items.find(({ id }) => id === entry.person)
  const name = person?.name ?? m.audit_somebody()
  const { label, icon: Mark } = originOf(entry.origin)
  const captured = entry.captured_at ? formatMoment(entry.captured_at) : ''
  return (
    <div className={css.who}>
      <span className={css.face} aria-hidden>
        {initials(name)}
      </span>
      <p>
        <strong>{name}</strong> {actionWords(entry.action)}
        {person?.company && <small className="muted"> {person.company}</small>}
      </p>
      <p className={css.when}>
        <span>
          <Mark size={16} stroke={1.75} aria-hidden />
          {[label(), entry.device].filter(Boolean).join(' · ')}
        </span>
        <time dateTime={entry.at} title={formatMoment(entry.at)} className="figures">
          {timeOf(entry.at)}
        </time>
        {captured && <span className="figures">{m.audit_captured({ at: captured })}</span>}
      </p>
    </div>
  )
}
