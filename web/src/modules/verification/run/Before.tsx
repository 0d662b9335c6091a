import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { StatusChip } from '~/ui/StatusChip'
import css from './answer.module.css'
import type { Run } from './judge'
import { saidText } from './said'

/** Before shows what the same step came to in an earlier test of the row. */
export function Before({ run, step }: { run: Run; step: Run['steps'][number] }) {
  const project = useProject()
  const { data: people } = useRead('accounts.person.list', { path: { project } })
  const had = run.earlier.find(({ code }) => code === step.code)
  if (!had) return null
  const who = people?.items.find(({ id }) => id === had.person)?.name
  return (
    <div className={css.before}>
      <p className="muted">{m.verification_before_title()}</p>
      <p>
        <StatusChip status={had.result} /> <strong className="figures">{saidText(step, had)}</strong>
      </p>
      {had.note && <p>{had.note}</p>}
      <p className="muted">{[formatMoment(had.answered_at), who].filter(Boolean).join(' · ')}</p>
    </div>
  )
}
