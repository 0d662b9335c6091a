import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCopy, IconMapOff, IconPlugConnectedX, IconRefresh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { asProblem } from '~/api/problem'
import { useLanguage } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { copyText } from './copy'
import css from './notes.module.css'

const marks = { 'not-found': IconMapOff, unreachable: IconPlugConnectedX } as Record<
  string,
  typeof IconMapOff
>

/** ErrorState stands where something could not be shown: what happened, the reference to give to support, and a way on. */
export function ErrorState({
  error,
  onRetry,
  acts,
  page = false,
}: {
  error: unknown
  onRetry?: () => void
  acts?: ReactNode
  /** page tells that it stands in place of a whole page, and so heads it. */
  page?: boolean
}) {
  useLanguage()
  const problem = asProblem(error)
  const Heading = page ? 'h1' : 'h2'
  const Mark = marks[problem.kind] ?? IconAlertTriangle
  const title =
    problem.kind === 'not-found'
      ? m.ui_problem_not_found()
      : problem.kind === 'denied'
        ? m.ui_problem_denied()
        : problem.message

  const copy = async () => {
    const details = [
      problem.message,
      problem.detail,
      problem.reference,
      location.href,
      new Date().toISOString(),
    ]
    await copyText(details.filter(Boolean).join('\n'))
  }
  return (
    <div className={`${css.state} ${css.wrong}`} role="alert">
      <span className={css.mark}>
        <Mark size={24} stroke={1.75} aria-hidden />
      </span>
      <Heading>{title}</Heading>
      {problem.detail && <p>{problem.detail}</p>}
      {problem.reference && (
        <p className="figures">
          {m.ui_reference()} <code>{problem.reference}</code>
        </p>
      )}
      <div className={css.acts}>
        {acts}
        {onRetry && (
          <Button onClick={onRetry} leftSection={<IconRefresh size={16} aria-hidden />}>
            {m.ui_retry()}
          </Button>
        )}
        <Button variant="default" onClick={copy} leftSection={<IconCopy size={16} aria-hidden />}>
          {m.ui_copy_details()}
        </Button>
      </div>
    </div>
  )
}
