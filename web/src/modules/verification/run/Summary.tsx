import { Button, Checkbox, Textarea } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import { IconChevronLeft } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { useWrite } from '~/api/query'
import { deviceName, headersOf } from '~/lib/device'
import { formatNumber, formatPercent } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { ActButton } from '~/ui/ActButton'
import { Note } from '~/ui/Note'
import { ProblemNote } from '~/ui/ProblemNote'
import { StatusChip } from '~/ui/StatusChip'
import { textOf } from '../procedure/words'
import { Enclosures } from './Enclosures'
import { isMissing, type Run } from './judge'
import { OverrideDialog } from './OverrideDialog'
import css from './run.module.css'
import { Signatures } from './Signatures'
import { saidText } from './said'
import type { Running } from './useRun'

const touches = ['verification.test', 'registers.row', 'registers.progress', 'audit.entry']

/** Summary ends a test: what is missing, what it comes to by the stated rule, who signs; and later what became of it. */
export function Summary({
  run,
  running,
  barred,
  onOpen,
}: {
  run: Run
  running: Running
  barred: boolean
  onOpen: (place: number) => void
}) {
  const project = useProject()
  const path = { project, run: run.id }
  const done = run.state === 'done'
  const [note, setNote] = useState(run.note)
  const [overriding, setOverriding] = useState(false)
  const finish = useWrite('verification.run.finish', { touches })
  const mayNot = useWhyNot('tests.approve')
  const missing = running.asked.filter((step) => isMissing(step, running.answers.get(step.code)))
  const failed = running.asked.filter(({ code }) => running.answers.get(code)?.result === 'failed')
  const { outcome } = run
  const lines = (steps: Run['steps'], title: string) =>
    steps.length > 0 && (
      <div>
        <h3>{title}</h3>
        <ul className={css.lines}>
          {steps.map((step) => {
            const answer = running.answers.get(step.code)
            const entry = run.answers.find((one) => one.step === step.id)?.log_number
            return (
              <li key={step.id}>
                <button type="button" disabled={done} onClick={() => onOpen(running.asked.indexOf(step))}>
                  {textOf(step)}
                </button>
                {answer?.result && (
                  <span className="figures">
                    {[saidText(step, answer), answer.note].filter(Boolean).join(' · ')}
                  </span>
                )}
                {entry && <strong>{m.verification_log_entry({ no: entry })}</strong>}
              </li>
            )
          })}
        </ul>
      </div>
    )
  return (
    <section className={css.panel} aria-labelledby="summary">
      <div className={css.body}>
        <h2 id="summary">{done ? m.verification_outcome() : m.verification_summary()}</h2>
        {outcome.verdict && missing.length === 0 && (
          <div className={css.verdictLine}>
            <StatusChip status={done ? run.result : outcome.verdict} />
            {outcome.credit !== null && (
              <p>
                {m.verification_credit({
                  share: formatPercent(outcome.credit),
                  passed: formatNumber(outcome.passed),
                  scored: formatNumber(outcome.scored),
                })}
              </p>
            )}
          </div>
        )}
        {run.override_reason && (
          <Note>
            {m.verification_overridden({ reason: run.override_reason })} <StatusChip status={run.verdict} />
          </Note>
        )}
        {!done && lines(missing, m.verification_missing({ count: String(missing.length) }))}
        {lines(failed, m.verification_failed({ count: String(failed.length) }))}
        {!done && failed.length > 0 && run.logged && <p className="muted">{m.verification_log_will()}</p>}
        <Enclosures run={run} running={running} off={barred} />
        <Signatures run={run} running={running} off={barred} />
        {done ? (
          run.note && <p>{run.note}</p>
        ) : (
          <Textarea
            label={m.verification_run_note()}
            value={note}
            rows={2}
            maxLength={10_000}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
        <p className="muted">{m.verification_rule()}</p>
        {finish.error && <ProblemNote problem={finish.error} />}
        {done && !barred && <Retest run={run} running={running} />}
        {done && (
          <ActButton
            why={mayNot}
            variant="default"
            className={css.fill ?? ''}
            onClick={() => setOverriding(true)}
          >
            {m.verification_override()}
          </ActButton>
        )}
        {overriding && <OverrideDialog run={run} onClose={() => setOverriding(false)} />}
      </div>
      {!done && (
        <div className={css.bar}>
          <Button
            variant="default"
            size="lg"
            aria-label={m.verification_step_back()}
            onClick={() => onOpen(running.asked.length - 1)}
          >
            <IconChevronLeft size={24} aria-hidden />
          </Button>
          <span className={css.why}>
            {missing.length > 0
              ? m.verification_finish_missing({ count: String(missing.length) })
              : running.waits > 0
                ? m.verification_finish_waits({ count: String(running.waits) })
                : ''}
          </span>
          <Button
            size="lg"
            disabled={barred || missing.length > 0 || running.waits > 0}
            loading={finish.isPending}
            onClick={() =>
              finish.mutate({
                path,
                body: { note: note.trim() },
                headers: headersOf({ key: uuid(), at: new Date().toISOString() }, deviceName()),
              })
            }
          >
            {m.verification_finish()}
          </Button>
        </div>
      )}
    </section>
  )
}

/** Retest begins a new test of steps that failed; the others are carried over. */
function Retest({ run, running }: { run: Run; running: Running }) {
  const project = useProject()
  const go = useNavigate()
  const wanted = [...run.outcome.failed, ...run.outcome.unmet]
  const [chosen, setChosen] = useState<readonly string[]>(wanted)
  const begin = useWrite('verification.run.begin', {
    touches,
    onDone: ({ id }) => go({ to: `/projects/${project}/tests/runs/${id}` }),
  })
  if (wanted.length === 0) return null
  return (
    <fieldset className={css.retest}>
      <legend>{m.verification_retest_of()}</legend>
      {run.steps
        .filter(({ code }) => wanted.includes(code))
        .map((step) => (
          <Checkbox
            key={step.id}
            size="md"
            label={textOf(step)}
            checked={chosen.includes(step.code)}
            onChange={(event) =>
              setChosen(
                event.currentTarget.checked
                  ? [...chosen, step.code]
                  : chosen.filter((code) => code !== step.code),
              )
            }
          />
        ))}
      {begin.error && <ProblemNote problem={begin.error} />}
      <Button
        size="lg"
        disabled={chosen.length === 0 || running.waits > 0}
        loading={begin.isPending}
        onClick={() =>
          begin.mutate({
            path: { project, row: run.row },
            body: { id: uuid(), retest_of: run.id, covers: [...chosen] },
          })
        }
      >
        {m.verification_retest_begin()}
      </Button>
    </fieldset>
  )
}
