import { IconAlertCircle } from '@tabler/icons-react'
import type { Problem } from '~/api/problem'
import { m } from '~/lib/paraglide/messages'
import css from './notes.module.css'

/** ProblemNote shows a problem where it happened: what it is, what to do, and what support can find it by. */
export function ProblemNote({
  problem,
  lines = [...problem.errors.values()],
}: {
  problem: Problem
  lines?: string[]
}) {
  return (
    <div className={css.problem} role="alert">
      <IconAlertCircle size={18} aria-hidden />
      <div>
        <strong>{problem.message}</strong>
        {problem.detail && <p>{problem.detail}</p>}
        {lines.length > 0 && (
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {problem.kind === 'internal' && problem.reference && (
          <p className="figures">
            {m.ui_reference()} {problem.reference}
          </p>
        )}
      </div>
    </div>
  )
}
