import { Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconMessageReport } from '@tabler/icons-react'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useAccess, useCan, useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { Back } from '~/ui/Back'
import { ErrorState } from '~/ui/ErrorState'
import { Note } from '~/ui/Note'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { StatusChip } from '~/ui/StatusChip'
import { RecordForm } from '../form/RecordForm'
import type { Test } from '../form/useRecording'
import type { Row } from '../limit'
import { isShow, useTests } from '../mine/list'
import { inWords } from '../mine/TestCard'
import { useSystems } from '../systems'
import { Criterion } from './Criterion'
import { Done } from './Done'
import { Earlier } from './Earlier'
import { Facts } from './Facts'
import { whyNoTest } from './may'
import { Order } from './Order'
import { Procedures } from './Procedures'
import css from './row.module.css'

/** TestPage is one row to be tested: what is asked of it, what earlier tests showed, and the test to record now. */
export default function TestPage() {
  const project = useProject()
  const { row: id = '' } = useParams({ strict: false }) as { row?: string }
  const { data: row, error, refetch } = useRead('registers.row.read', { path: { project, id } })
  return error && !row ? (
    <Page>
      <PageHeader title={m.verification_title()} above={<ToTests />} />
      <ErrorState error={error} onRetry={refetch} />
    </Page>
  ) : row ? (
    <OpenRow key={row.id} row={row} />
  ) : (
    <Page>
      <Lines count={10} />
    </Page>
  )
}

function OpenRow({ row }: { row: Row }) {
  const access = useAccess()
  const [done, setDone] = useState<Test>()
  const why = whyNoTest(row, access)
  const system = useSystems([row.system]).get(row.system ?? '')
  const { before, after, place } = useNeighbours(row.id)
  return (
    <Page>
      <PageHeader
        above={<ToTests />}
        title={inWords(row, 'title')}
        under={
          <span className={css.under}>
            <span className="figures">{m.verification_row_no({ no: String(row.no) })}</span>
            {system && <strong>{`${system.tag} ${named(system)}`}</strong>}
            <StatusChip status={row.status} />
          </span>
        }
        acts={
          <div className={css.steps}>
            <ToLog row={row} />
            <nav className={css.steps} aria-label={m.verification_list()}>
              {place && <span className="muted figures">{place}</span>}
              <Step row={before} label={m.verification_before()} icon={IconChevronLeft} />
              <Step row={after} label={m.verification_after()} icon={IconChevronRight} />
            </nav>
          </div>
        }
      />
      <Order row={row} />
      <div className={css.parts}>
        <div className={css.limit}>
          <Panel title={m.verification_criterion()}>
            <Criterion row={row} />
          </Panel>
        </div>
        <div className={css.form}>
          <Procedures row={row} why={why} />
          <Panel title={done ? m.verification_recorded() : m.verification_record()}>
            {done ? (
              <Done test={done} next={after ?? before} onAgain={() => setDone(undefined)} />
            ) : why ? (
              <Note>{why}</Note>
            ) : (
              <RecordForm row={row} onDone={setDone} />
            )}
          </Panel>
        </div>
        <div className={css.facts}>
          <Panel title={m.verification_facts()}>
            <Facts row={row} />
          </Panel>
        </div>
        <div className={css.earlier}>
          <Panel title={m.verification_earlier()}>
            <Earlier row={row} />
          </Panel>
        </div>
      </div>
    </Page>
  )
}

/** ToLog leads to a new entry of the log about the row. */
function ToLog({ row }: { row: Row }) {
  const project = useProject()
  if (!useCan('log.create')) return null
  return (
    <Button
      component={Link}
      variant="default"
      leftSection={<IconMessageReport size={18} aria-hidden />}
      to={`/projects/${project}/log/new`}
      search={{ row: row.id } as never}
    >
      {m.verification_to_log()}
    </Button>
  )
}

/** useAsked is which list one came from, as the address tells. */
function useAsked() {
  const { show, q } = useSearch({ strict: false }) as { show?: unknown; q?: unknown }
  const search = { ...(isShow(show) ? { show } : {}), ...(q ? { q: String(q) } : {}) }
  return { show: isShow(show) ? show : ('mine' as const), q: q ? String(q) : '', search }
}

/** useNeighbours finds the rows before and after in the list; one that has left it keeps its place there. */
function useNeighbours(id: string) {
  const { show, q } = useAsked()
  const { rows = [], total } = useTests(show, q)
  const last = useRef(-1)
  const at = rows.findIndex((row) => row.id === id)
  if (at >= 0) last.current = at
  const before = rows[last.current - 1]
  const after = rows[at >= 0 ? at + 1 : last.current]
  const place =
    at >= 0 && total !== undefined
      ? m.verification_place({ at: String(at + 1), all: String(total) })
      : undefined
  return { before, after, place }
}

function ToTests() {
  const project = useProject()
  const { search } = useAsked()
  return (
    <Back to={`/projects/${project}/tests`} search={search}>
      {m.verification_back()}
    </Back>
  )
}

function Step({
  row,
  label,
  icon: Mark,
}: {
  row: Row | undefined
  label: string
  icon: typeof IconChevronLeft
}) {
  const project = useProject()
  const { search } = useAsked()
  if (!row) return null
  return (
    <Button
      component={Link}
      variant="default"
      aria-label={`${label}: ${inWords(row, 'title')}`}
      title={`${label}: ${inWords(row, 'title')}`}
      px="xs"
      to={`/projects/${project}/tests/${row.id}`}
      search={search as never}
    >
      <Mark size={20} aria-hidden />
    </Button>
  )
}
