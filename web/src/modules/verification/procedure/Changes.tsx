import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { ErrorState } from '~/ui/ErrorState'
import { Lines } from '~/ui/Skeletons'
import { differences } from './differences'
import css from './procedure.module.css'
import type { Step } from './steps'

/** Changes tells in words what steps have become since an older edition. */
export function Changes({
  procedure,
  older,
  steps,
}: {
  procedure: string
  older: string
  steps: readonly Step[]
}) {
  const project = useProject()
  const { data, error, refetch } = useRead('verification.edition.read', {
    path: { project, procedure, edition: older },
  })
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <Lines count={3} />
  const all = differences(data.steps ?? [], steps)
  if (all.length === 0) return <p className="muted">{m.verification_changes_none()}</p>
  return (
    <ul className={css.changes}>
      {all.map(({ code, sort, words }) => (
        <li key={`${code} ${words}`} data-sort={sort}>
          {words}
        </li>
      ))}
    </ul>
  )
}
