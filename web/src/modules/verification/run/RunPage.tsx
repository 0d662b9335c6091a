import { Button } from '@mantine/core'
import { IconCloudOff, IconPlayerPause, IconPlayerPlay, IconUserShare } from '@tabler/icons-react'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAccess, useProject } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Back } from '~/ui/Back'
import { ErrorState } from '~/ui/ErrorState'
import { Note } from '~/ui/Note'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { StatusChip } from '~/ui/StatusChip'
import { sayWrong } from '~/ui/toast'
import { inWords } from '../mine/TestCard'
import { titleOf } from '../procedure/words'
import { whyNoTest } from '../row/may'
import { useSystems } from '../systems'
import { Clock } from './Clock'
import { HandOver } from './HandOver'
import { isMissing, type Run } from './judge'
import { Rail } from './Rail'
import css from './run.module.css'
import { StepPanel } from './StepPanel'
import { Summary } from './Summary'
import { useRun } from './useRun'

/** RunPage carries a test out step by step, or shows what became of it. */
export default function RunPage() {
  const project = useProject()
  const { run: id = '' } = useParams({ strict: false }) as { run?: string }
  const { data, error, refetch } = useRead('verification.run.read', { path: { project, run: id } })
  return error && !data ? (
    <Page>
      <PageHeader title={m.verification_run_title()} />
      <ErrorState error={error} onRetry={refetch} />
    </Page>
  ) : data ? (
    <Open key={data.id} run={data} />
  ) : (
    <Page>
      <Lines count={10} />
    </Page>
  )
}

function Open({ run }: { run: Run }) {
  const project = useProject()
  const access = useAccess()
  const go = useNavigate()
  const running = useRun(run)
  const [handing, setHanding] = useState(false)
  const { data: row } = useRead('registers.row.read', { path: { project, id: run.row } })
  const { data: people } = useRead('accounts.person.list', { path: { project } })
  const system = useSystems([row?.system ?? null]).get(row?.system ?? '')
  const { step: asked, after } = useSearch({ strict: false }) as { step?: string; after?: string }
  // What comes after an answer depends on the answer, and is found once that is given.
  // In a retest what was carried over is passed by: it is about what is not answered yet.
  const past = running.asked.findIndex(({ code }) => code === after) + 1
  const left = running.asked.findIndex(
    (step, i) => i >= past && isMissing(step, running.answers.get(step.code)),
  )
  const behind = past > 0 && run.retest_of ? (left < 0 ? running.asked.length : left) : past
  const at = behind > 0 ? behind : running.asked.findIndex(({ code }) => code === asked)
  const ended = asked === 'end' || behind === running.asked.length || run.state === 'done'
  const first = running.asked.findIndex((step) => !running.answers.get(step.code)?.result)
  const place = ended ? running.asked.length : at >= 0 ? at : Math.max(0, first)
  const step = ended ? undefined : running.asked[place]
  const why = row && whyNoTest(row, access)
  const lead = (search: { step?: string; after?: string }) =>
    go({ to: '.', search: search as never, replace: true })
  const open = (to: number) => lead({ step: running.asked[to]?.code ?? 'end' })

  const path = { project, run: run.id }
  const touches = { touches: ['verification.test', 'registers.row'] }
  const pause = useWrite('verification.run.pause', touches)
  const resume = useWrite('verification.run.resume', touches)
  const discard = useWrite('verification.run.discard', {
    ...touches,
    onDone: () => go({ to: `/projects/${project}/tests/${run.row}` }),
  })
  const holder = people?.items.find((one) => one.id === run.holder)?.name

  return (
    <Page>
      <PageHeader
        above={<Back to={`/projects/${project}/tests/${run.row}`}>{m.verification_run_back()}</Back>}
        title={titleOf(run.procedure)}
        under={
          <span className={css.under}>
            <span className="figures">{row ? m.verification_row_no({ no: String(row.no) }) : ''}</span>
            {system && <strong>{system.tag}</strong>}
            {row && <span>{inWords(row, 'title')}</span>}
            {run.retest_of && <span className={css.tag}>{m.verification_retest()}</span>}
            {run.state === 'done' && <StatusChip status={run.result} />}
            <Clock run={run} />
          </span>
        }
        acts={
          run.state === 'done' || why ? undefined : (
            <>
              {run.answers.length === 0 && run.enclosures.length === 0 && running.waits === 0 && (
                <Button
                  variant="subtle"
                  color="danger"
                  loading={discard.isPending}
                  onClick={() => discard.mutate({ path }, { onError: sayWrong })}
                >
                  {m.verification_run_discard()}
                </Button>
              )}
              <Button
                variant="default"
                leftSection={<IconUserShare size={18} />}
                onClick={() => setHanding(true)}
              >
                {m.verification_run_hand_over()}
              </Button>
              {run.state === 'running' ? (
                <Button
                  variant="default"
                  leftSection={<IconPlayerPause size={18} />}
                  loading={pause.isPending}
                  onClick={() => pause.mutate({ path }, { onError: sayWrong })}
                >
                  {m.verification_run_pause()}
                </Button>
              ) : (
                <Button
                  leftSection={<IconPlayerPlay size={18} />}
                  loading={resume.isPending}
                  onClick={() => resume.mutate({ path }, { onError: sayWrong })}
                >
                  {m.verification_run_resume()}
                </Button>
              )}
            </>
          )
        }
      />
      {running.offline && running.waits > 0 && (
        <p className={css.waits} role="status">
          <IconCloudOff size={18} aria-hidden />
          {m.verification_waits_offline({ count: String(running.waits) })}
        </p>
      )}
      {run.state === 'paused' && <Note>{m.verification_paused_about({ name: holder ?? '' })}</Note>}
      {run.newer && run.state !== 'done' && <Note>{m.verification_newer({ no: run.number })}</Note>}
      {why && run.state !== 'done' && <Note>{why}</Note>}
      <div className={css.parts}>
        <Rail run={run} running={running} place={place} onOpen={open} />
        {step ? (
          <StepPanel
            key={step.id}
            run={run}
            step={step}
            running={running}
            barred={Boolean(why)}
            place={place}
            onGo={open}
            onPast={() => lead({ after: step.code })}
          />
        ) : (
          <Summary run={run} running={running} barred={Boolean(why)} onOpen={open} />
        )}
      </div>
      {handing && <HandOver run={run} onClose={() => setHanding(false)} />}
    </Page>
  )
}
