import { Checkbox } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import { dueText } from '../due'
import { LogStatus, SeverityMark } from '../parts/Chips'
import { type Entry, isOverdue, kinds } from '../words'
import css from './list.module.css'

/** EntryLine is one entry of the list: what, on which system, how serious, with whom, by when. */
export function EntryLine({
  entry,
  tag,
  responsible,
  today,
  search,
  chosen,
  onChoose,
}: {
  entry: Entry
  tag: string | undefined
  responsible: string
  today: string
  search: Record<string, string>
  chosen?: boolean
  onChoose?: (on: boolean) => void
}) {
  const project = useProject()
  return (
    <li
      className={css.entry}
      data-choosing={onChoose !== undefined || undefined}
      data-chosen={chosen || undefined}
    >
      {onChoose && (
        <Checkbox
          className={css.choose}
          checked={chosen ?? false}
          onChange={(event) => onChoose(event.currentTarget.checked)}
          aria-label={m.issues_choose({ label: entry.label })}
        />
      )}
      <SeverityMark severity={entry.severity} brief />
      <div className={css.what}>
        <Link to={`/projects/${project}/log/${entry.id}`} search={search as never}>
          {entry.title}
        </Link>
        <p className="muted">
          <span className="figures">{entry.label}</span> {kinds[entry.kind].one()}
          {tag && <span className="figures"> · {tag}</span>}
        </p>
      </div>
      <p className={css.who}>{responsible || m.issues_nobody()}</p>
      <p className={css.due} data-over={isOverdue(entry, today) || undefined}>
        {dueText(entry, today)}
      </p>
      <div className={css.state}>
        <LogStatus status={entry.status} />
      </div>
    </li>
  )
}
