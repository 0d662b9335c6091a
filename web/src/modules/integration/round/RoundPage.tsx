import { Button } from '@mantine/core'
import { IconChecks, IconRepeat, IconTrash } from '@tabler/icons-react'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAccess, useProject, useWhyNot } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { deviceName, headersOf } from '~/lib/device'
import { m } from '~/lib/paraglide/messages'
import { whyNot } from '~/lib/rights'
import { uuid } from '~/lib/uuid'
import { ActButton } from '~/ui/ActButton'
import { Back } from '~/ui/Back'
import { ErrorState } from '~/ui/ErrorState'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { StatusChip } from '~/ui/StatusChip'
import { sayWrong } from '~/ui/toast'
import css from '../integration.module.css'
import { inEither, type Round } from '../words'
import { CellLine } from './CellLine'
import { causesOf } from './causes'
import { FinishDialog } from './FinishDialog'

/** RoundPage tests by a matrix: one cause is provoked at a time, and each of its effects observed. */
export default function RoundPage() {
  const project = useProject()
  const { round: id = '' } = useParams({ strict: false }) as { round?: string }
  const { data, error, refetch } = useRead('integration.round.read', { path: { project, round: id } })
  return (
    <Page>
      {data ? (
        <Open round={data} />
      ) : (
        <>
          <PageHeader
            title={m.integration_title()}
            above={<Back to={`/projects/${project}/matrices`}>{m.integration_title()}</Back>}
          />
          {error ? <ErrorState error={error} onRetry={refetch} /> : <Lines count={8} />}
        </>
      )}
    </Page>
  )
}

function Open({ round }: { round: Round }) {
  const project = useProject()
  const go = useNavigate()
  const access = useAccess()
  const why =
    useWhyNot('tests.view') ??
    whyNot(access, ['tests.edit_own', 'tests.edit_all']) ??
    (round.state === 'finished' ? m.integration_is_finished() : undefined)
  const { data: people } = useRead('accounts.person.list', { path: { project } })
  const names = new Map(people?.items.map(({ id, name }) => [id, name]))
  const causes = causesOf(round.cells ?? [])
  const [at, setAt] = useState<number>()
  const [finishing, setFinishing] = useState(false)
  const cause = causes.find((one) => one.at === at) ?? causes.find((one) => one.left > 0) ?? causes[0]
  const pass = useWrite('integration.cell.pass_rest', {
    touches: ['integration.round', 'integration.matrix'],
  })
  const discard = useWrite('integration.round.discard', {
    touches: ['integration.matrix', 'registers.row', 'registers.progress'],
    onDone: () => go({ to: `/projects/${project}/matrices/${round.matrix}` }),
  })
  const retest = useWrite('integration.round.begin', {
    touches: ['integration.matrix', 'registers.row', 'registers.progress'],
    onDone: ({ id }) => go({ to: `/projects/${project}/matrices/rounds/${id}` }),
  })
  const { data: matrix } = useRead('integration.matrix.read', { path: { project, matrix: round.matrix } })
  const title = round.retest_of
    ? m.integration_retest_no({ no: String(round.number) })
    : m.integration_round_no({ no: String(round.number) })
  return (
    <>
      <PageHeader
        above={
          <Back to={`/projects/${project}/matrices/${round.matrix}`}>
            {matrix?.code ?? m.integration_title()}
          </Back>
        }
        title={`${matrix ? `${matrix.code} · ` : ''}${title}`}
        under={
          <span className={css.figures}>
            <StatusChip status={round.result || 'in_progress'} />
            <span>{m.integration_checked({ at: String(round.checked), all: String(round.all) })}</span>
            <span>
              {[formatMoment(round.ended_at ?? round.begun_at), names.get(round.begun_by ?? '') ?? '']
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
        }
        acts={
          round.state === 'finished' ? (
            round.failed > 0 && (
              <Button
                leftSection={<IconRepeat size={18} />}
                loading={retest.isPending}
                onClick={() =>
                  retest
                    .mutateAsync({
                      path: { project, matrix: round.matrix },
                      body: { id: uuid(), retest_of: round.id },
                    })
                    .catch(sayWrong)
                }
              >
                {m.integration_retest()}
              </Button>
            )
          ) : (
            <>
              {round.checked === 0 && (
                <ActButton
                  variant="default"
                  why={why}
                  leftSection={<IconTrash size={18} />}
                  onClick={() => discard.mutateAsync({ path: { project, round: round.id } }).catch(sayWrong)}
                >
                  {m.integration_discard()}
                </ActButton>
              )}
              <ActButton
                why={why ?? (round.checked < round.all ? m.integration_answer_all() : undefined)}
                onClick={() => setFinishing(true)}
              >
                {m.integration_finish()}
              </ActButton>
            </>
          )
        }
      />
      {round.note && <p>{round.note}</p>}
      <div className={css.parts}>
        <nav aria-label={m.integration_causes()} className={css.rail}>
          {causes.map((one) => (
            <button
              key={one.at}
              type="button"
              className={css.cause}
              aria-current={one.at === cause?.at ? 'step' : undefined}
              onClick={() => setAt(one.at)}
            >
              <strong className="figures">{one.code}</strong>
              <span>{inEither(one.da, one.en)}</span>
              <StatusChip
                brief
                status={one.failed > 0 ? 'failed' : one.left === 0 ? 'passed' : 'not_started'}
              />
            </button>
          ))}
        </nav>
        {cause && (
          <Panel
            title={`${cause.code} ${inEither(cause.da, cause.en)}`}
            under={m.integration_provoke()}
            acts={
              <ActButton
                variant="default"
                why={why ?? (cause.left === 0 ? m.integration_all_said() : undefined)}
                leftSection={<IconChecks size={18} />}
                onClick={() =>
                  pass
                    .mutateAsync({
                      path: { project, round: round.id },
                      body: { cause_at: cause.at },
                      headers: headersOf({ key: uuid(), at: new Date().toISOString() }, deviceName()),
                    })
                    .catch(sayWrong)
                }
              >
                {m.integration_pass_rest()}
              </ActButton>
            }
          >
            <ol className={css.cells}>
              {cause.cells.map((cell) => (
                <CellLine
                  key={cell.id}
                  round={round.id}
                  cell={cell}
                  who={names.get(cell.person ?? '') ?? ''}
                  why={why}
                />
              ))}
            </ol>
          </Panel>
        )}
      </div>
      {finishing && <FinishDialog round={round} onClose={() => setFinishing(false)} />}
    </>
  )
}
