import { Button, Textarea } from '@mantine/core'
import { useProject } from '~/api/access'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { Buttons, type Choice } from '~/ui/Buttons'
import { DayInput } from '~/ui/form/DayInput'
import { sayUndo } from '~/ui/toast'
import { limitText } from '../limit'
import { optionText } from '../procedure/words'
import own from './answer.module.css'
import { InstrumentField } from './InstrumentField'
import type { Run, Said } from './judge'
import { NumberPad } from './NumberPad'
import css from './run.module.css'
import { SignStep } from './SignStep'
import { TableField } from './TableField'
import type { Running } from './useRun'

type Step = Run['steps'][number]

const na: Choice = { said: 'not_applicable', label: m.status_not_applicable, status: 'not_applicable' }
const passFail: Choice[] = [
  { said: 'passed', label: m.verification_ok, status: 'passed' },
  { said: 'failed', label: m.verification_fault, status: 'failed' },
  na,
]

/** yesNo are the two words in the colours of what each comes to. */
const yesNo = (step: Step): Choice[] => {
  const wanted = step.expected || 'yes'
  return [
    { said: 'yes', label: m.verification_yes, status: wanted === 'yes' ? 'passed' : 'failed' },
    { said: 'no', label: m.verification_no, status: wanted === 'no' ? 'passed' : 'failed' },
    na,
  ]
}

/** AnswerField takes the answer to a step, as its sort has it. */
export function AnswerField({
  run,
  step,
  answer,
  running,
  off,
  onGive,
  onAnswer,
  onFill,
}: {
  run: Run
  step: Step
  answer: Said
  running: Running
  off: boolean
  onGive: (part: Partial<Said>) => void
  onAnswer: (said: string) => void
  onFill: (said: string) => { count: number; undo: () => void }
}) {
  const project = useProject()
  switch (step.kind) {
    case 'prerequisite':
    case 'yes_no':
    case 'pass_fail': {
      const choices = step.kind === 'pass_fail' ? passFail : yesNo(step)
      return (
        <>
          <Buttons
            name={step.id}
            label={m.verification_answer()}
            choices={choices}
            said={answer.said}
            off={off}
            onSay={onAnswer}
          />
          {answer.said && !off && (
            <Button
              variant="subtle"
              className={css.fill}
              onClick={() => {
                const { count, undo } = onFill(answer.said)
                if (count > 0) sayUndo(m.verification_filled({ count: String(count) }), async () => undo())
              }}
            >
              {m.verification_fill()}
            </Button>
          )}
        </>
      )
    }
    case 'choice':
      return (
        <Buttons
          name={step.id}
          label={m.verification_answer()}
          choices={[
            ...(step.options ?? []).map(
              (option): Choice => ({
                said: option.code,
                label: () => optionText(option),
                status: option.fails ? 'failed' : 'passed',
              }),
            ),
            na,
          ]}
          said={answer.said}
          off={off}
          stacked
          onSay={onAnswer}
        />
      )
    case 'measure':
      return (
        <>
          <NumberPad
            key={answer.said}
            limit={step}
            value={answer.value}
            off={off || answer.said === 'not_applicable'}
            onValue={(value) => onGive({ value, said: '' })}
          />
          <NotHere answer={answer} off={off} onAnswer={onAnswer} />
        </>
      )
    case 'formula':
      return <Worked step={step} answer={answer} running={running} />
    case 'table':
      return (
        <>
          <TableField
            step={step}
            facts={answer.facts}
            off={off || answer.said === 'not_applicable'}
            onFacts={(facts) => onGive({ facts, said: '' })}
          />
          <NotHere answer={answer} off={off} onAnswer={onAnswer} />
        </>
      )
    case 'instrument':
      return (
        <>
          <InstrumentField
            project={project}
            step={step}
            facts={answer.facts}
            off={off || answer.said === 'not_applicable'}
            onFacts={(facts) => onGive({ facts, said: '' })}
          />
          <NotHere answer={answer} off={off} onAnswer={onAnswer} />
        </>
      )
    case 'date':
      return (
        <DayInput
          label={m.verification_answer()}
          value={answer.said || null}
          disabled={off}
          onChange={(said) => onGive({ said: said ?? '' })}
        />
      )
    case 'signature':
      return <SignStep run={run} step={step} answer={answer} running={running} off={off} onGive={onGive} />
    case 'photo':
      return <NotHere answer={answer} off={off} onAnswer={onAnswer} />
    default:
      return (
        <Textarea
          label={m.verification_answer()}
          value={answer.said === 'not_applicable' ? '' : answer.said}
          disabled={off}
          onChange={(event) => onGive({ said: event.currentTarget.value })}
          rows={3}
          maxLength={4000}
        />
      )
  }
}

/** NotHere says that a step does not apply, where its answer is no button. */
function NotHere({
  answer,
  off,
  onAnswer,
}: {
  answer: Said
  off: boolean
  onAnswer: (said: string) => void
}) {
  const said = answer.said === 'not_applicable'
  return (
    <Button
      variant={said ? 'filled' : 'default'}
      size="lg"
      disabled={off}
      aria-pressed={said}
      onClick={() => onAnswer(said ? '' : 'not_applicable')}
    >
      {m.status_not_applicable()}
    </Button>
  )
}

/** Worked is what a formula has come to, or why it cannot be worked out. */
function Worked({ step, answer, running }: { step: Step; answer: Said; running: Running }) {
  const fault = running.faults.get(step.code)
  const words =
    fault &&
    {
      missing: m.verification_formula_missing,
      by_nothing: m.verification_formula_by_nothing,
      undefined: m.verification_formula_undefined,
      unknown: m.verification_formula_unreadable,
      unreadable: m.verification_formula_unreadable,
      not_one: m.verification_formula_unreadable,
    }[fault.kind]
  return (
    <div className={own.worked} data-result={answer.result || undefined} role="status">
      {words ? (
        <p>{words({ name: fault.name })}</p>
      ) : answer.value !== null ? (
        <>
          <strong className="figures">
            {formatNumber(answer.value, step.decimals)} {step.unit}
          </strong>
          <p>
            {answer.result === 'failed'
              ? m.verification_outside({ limit: limitText({ ...step, target_text: '' }) })
              : step.target === null
                ? m.verification_worked()
                : m.verification_within({ limit: limitText({ ...step, target_text: '' }) })}
          </p>
        </>
      ) : (
        <p>{m.status_not_applicable()}</p>
      )}
      <p className="muted">{step.formula}</p>
    </div>
  )
}
