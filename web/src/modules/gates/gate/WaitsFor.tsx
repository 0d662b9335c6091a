import { Button } from '@mantine/core'
import { IconCalendarPlus, IconShieldPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { useRead } from '~/api/query'
import { formatDate } from '~/lib/date'
import { formatNumber, formatShare } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { ErrorState } from '~/ui/ErrorState'
import { Note } from '~/ui/Note'
import { Lines } from '~/ui/Skeletons'
import { StatusChip } from '~/ui/StatusChip'
import { gateName, rowTitle, type Waits } from '../words'
import { GrantException } from './GrantException'
import css from './gate.module.css'
import { StateChip } from './StateChip'

/** WaitsFor tells what the tests of a milestone wait for, on one system or on all, and lets an exception be granted. */
export function WaitsFor({ gate, system }: { gate: string; system?: string }) {
  const project = useProject()
  const path = { project, gate }
  const { data, error, refetch } = useRead('gates.readiness.read', { path, query: { system } })
  const { data: gates } = useRead('gates.gate.list', { path: { project } })
  const [granting, setGranting] = useState(false)
  const why = useWhyNot('tests.approve')
  const whyBook = useWhyNot('tests.create')
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <Lines count={4} />
  if (granting) return <GrantException gate={gate} system={system} onDone={() => setGranting(false)} />
  const name = (id: string) => {
    const found = gates?.items.find((one) => one.id === id)
    return found ? gateName(found) : ''
  }
  return (
    <div className={css.waits}>
      <p>
        <StateChip state={data.state} />
      </p>
      {data.state === 'met' && data.lacks.length === 0 && <p>{m.gates_met_about()}</p>}
      {data.state === 'ready' && <p>{m.gates_ready_about()}</p>}
      {data.exception && (
        <Note tone="warn">
          {m.gates_excepted_until({ until: formatDate(data.exception.until_on) })} {data.exception.reason}
        </Note>
      )}
      {data.lacks.length > 0 && <Missing data={data} name={name} />}
      <div className={css.acts}>
        {data.lacks.length > 0 && !data.exception && (
          <ActButton
            why={why}
            variant="default"
            leftSection={<IconShieldPlus size={18} aria-hidden />}
            onClick={() => setGranting(true)}
          >
            {m.gates_grant()}
          </ActButton>
        )}
        {(data.state === 'ready' || data.exception) && !whyBook && (
          <Button
            component={Link}
            leftSection={<IconCalendarPlus size={18} aria-hidden />}
            to={`/projects/${project}/calendar/new`}
            search={{ gate, ...(system ? { system } : {}) } as never}
          >
            {m.gates_book()}
          </Button>
        )}
        {system && (
          <Button component={Link} variant="default" to={`/projects/${project}/gates/${gate}`}>
            {m.gates_open_gate()}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Missing lists what is lacking: shares that are not reached, rows that are not done, and open log entries. */
export function Missing({ data, name }: { data: Waits; name: (gate: string) => string }) {
  const project = useProject()
  return (
    <>
      <h3>{m.gates_lacks()}</h3>
      <ul className={css.lacks}>
        {data.lacks.map((lack) => (
          <li key={`${lack.kind}${lack.gate}`}>
            {lack.kind === 'entries'
              ? m.gates_lack_entries({ gate: name(lack.gate), count: formatNumber(lack.entries) })
              : m.gates_lack_rows({
                  gate: name(lack.gate),
                  reached: formatShare(lack.reached / 100),
                  required: formatShare(lack.required / 100),
                })}
          </li>
        ))}
      </ul>
      {data.open_rows.length > 0 && (
        <ul className={css.rows} aria-label={m.gates_open_rows()}>
          {data.open_rows.map((row) => (
            <li key={row.id}>
              <Link to={`/projects/${project}/tests/${row.id}`}>{rowTitle(row)}</Link>
              <span className="muted figures">{row.tag}</span>
              <StatusChip status={row.status} />
            </li>
          ))}
        </ul>
      )}
      {data.open_entries.length > 0 && (
        <ul className={css.rows} aria-label={m.gates_open_entries()}>
          {data.open_entries.map((entry) => (
            <li key={entry.id}>
              <Link to={`/projects/${project}/log/${entry.id}`}>{`${entry.label} ${entry.title}`}</Link>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
