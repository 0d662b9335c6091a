import { Button } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { Link, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useProject } from '~/api/access'
import { formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { Note } from '~/ui/Note'
import { StatusChip } from '~/ui/StatusChip'
import type { Test } from '../form/useRecording'
import type { Row } from '../limit'
import { inWords } from '../mine/TestCard'
import { useSystems } from '../systems'
import css from './row.module.css'

/** Done says that a test is with the server, and leads on to the next row. */
export function Done({ test, next, onAgain }: { test: Test; next: Row | undefined; onAgain: () => void }) {
  const project = useProject()
  const search = useSearch({ strict: false }) as never
  const system = useSystems([next?.system ?? null]).get(next?.system ?? '')
  const heading = useRef<HTMLDivElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className={css.done} ref={heading} tabIndex={-1}>
      <Note tone="good">{m.verification_saved({ at: formatMoment(test.received_at) })}</Note>
      <p>
        <span className="muted">{m.verification_status_now()}</span> <StatusChip status={test.result} />
      </p>
      {next ? (
        <Button
          component={Link}
          className={css.next}
          rightSection={<IconArrowRight size={20} aria-hidden />}
          to={`/projects/${project}/tests/${next.id}`}
          search={search}
        >
          {m.verification_next({ title: [system?.tag, inWords(next, 'title')].filter(Boolean).join(' ') })}
        </Button>
      ) : (
        <p>{m.verification_all_done()}</p>
      )}
      <Button variant="default" onClick={onAgain}>
        {m.verification_again()}
      </Button>
    </div>
  )
}
