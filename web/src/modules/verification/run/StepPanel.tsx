import { Button, Textarea } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { IconCamera, IconCheck, IconChevronLeft, IconChevronRight, IconNote } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useAccess } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import { ProblemNote } from '~/ui/ProblemNote'
import { limitText } from '../limit'
import { helpOf, textOf } from '../procedure/words'
import { AnswerField } from './AnswerField'
import { Before } from './Before'
import { ClashChoice } from './ClashChoice'
import { isScored, nothing, type Run, type Said } from './judge'
import css from './run.module.css'
import { StepPhotos } from './StepPhotos'
import type { Running } from './useRun'

type Step = Run['steps'][number]

/** StepPanel is one step: what is to be done, the answer, and what is always in reach below. */
export function StepPanel({
  run,
  step,
  running,
  barred,
  place,
  onGo,
  onPast,
}: {
  run: Run
  step: Step
  running: Running
  barred: boolean
  place: number
  onGo: (place: number) => void
  /** onPast leads to whatever is asked after this step. */
  onPast: () => void
}) {
  const answer = running.answers.get(step.code) ?? nothing
  const [noting, setNoting] = useState(Boolean(answer.note))
  const id = useId()
  const { person } = useAccess()
  const clash = running.clashes.get(step.id)
  const refused = running.refused.get(step.id)
  const carried = run.covers.length > 0 && !run.covers.includes(step.code) && isScored(step)
  // What somebody else answers while one looks on is shown before anything is built on it.
  const stored = run.answers.find((one) => one.step === step.id)
  const foreign = stored && stored.person !== person && !running.kept.answers[step.id] ? stored.version : 0
  const off = barred || carried || step.kind === 'formula'
  const give = (part: Partial<Said>) => running.give(step, part)
  /** A plain answer leads on; one that failed stays, for a photo and a note. */
  const answered = (said: string) => {
    give({ said })
    const goesOn =
      said !== 'failed' && !(step.photo && answer.photos.length === 0 && said !== 'not_applicable')
    if (goesOn && said) onPast()
  }
  const shots = running.kept.shots.filter((shot) => shot.step === step.id)
  const limit = limitText({ ...step, target_text: '' })
  return (
    <section className={css.panel} aria-labelledby={`${id}-text`}>
      <div className={css.body}>
        <p className={css.where}>
          <span className="figures">
            {m.verification_place({ at: String(place + 1), all: String(running.asked.length) })}
          </span>
          {step.optional && <span className={css.tag}>{m.verification_optional()}</span>}
          {answer.result && !off && (
            <span className={css.saved} role="status">
              <IconCheck size={16} aria-hidden />
              {running.kept.answers[step.id] ? m.verification_kept_here() : m.verification_saved_there()}
            </span>
          )}
        </p>
        <h2 id={`${id}-text`}>{textOf(step)}</h2>
        {helpOf(step) && <p className="muted">{helpOf(step)}</p>}
        {limit && <p className={css.limit}>{limit}</p>}
        {carried && <p className={css.carried}>{m.verification_carried()}</p>}
        {clash ? (
          <ClashChoice step={step} clash={clash} onChoose={(side) => running.choose(step.id, side)} />
        ) : (
          <AnswerField
            key={foreign}
            run={run}
            step={step}
            answer={answer}
            running={running}
            off={off}
            onGive={give}
            onAnswer={answered}
            onFill={(said) => fillSection(run, step, running, said)}
          />
        )}
        {refused && <ProblemNote problem={refused} />}
        <StepPhotos step={step} answer={answer} shots={shots} running={running} off={off} />
        {(noting || answer.note) && (
          <Textarea
            label={m.verification_note()}
            value={answer.note}
            disabled={off}
            onChange={(event) => give({ note: event.currentTarget.value })}
            rows={3}
            maxLength={10_000}
          />
        )}
        <Before run={run} step={step} />
      </div>
      <div className={css.bar}>
        <Button
          variant="default"
          size="lg"
          disabled={place === 0}
          onClick={() => onGo(place - 1)}
          aria-label={m.verification_step_back()}
        >
          <IconChevronLeft size={24} aria-hidden />
        </Button>
        <label className={css.camera} data-off={off || undefined}>
          <IconCamera size={24} aria-hidden />
          <span>{m.verification_step_camera()}</span>
          <input
            type="file"
            accept="image/*"
            capture="environment"
            disabled={off}
            onChange={(event) => {
              void running.addPhotos(step, Array.from(event.currentTarget.files ?? []))
              event.currentTarget.value = ''
            }}
          />
        </label>
        <Button
          variant="default"
          size="lg"
          disabled={off}
          aria-pressed={noting}
          leftSection={<IconNote size={24} aria-hidden />}
          onClick={() => setNoting(!noting)}
        >
          {m.verification_note()}
        </Button>
        <Button size="lg" rightSection={<IconChevronRight size={24} aria-hidden />} onClick={onPast}>
          {m.verification_step_next()}
        </Button>
      </div>
    </section>
  )
}

/** fillSection gives the rest of the section the same answer where none was given, and returns how to take it back. */
function fillSection(run: Run, step: Step, running: Running, said: string) {
  const from = run.steps.indexOf(step)
  const filled: Step[] = []
  for (const next of run.steps.slice(from + 1)) {
    if (next.kind === 'section') break
    if (next.kind !== step.kind || !running.asked.includes(next)) continue
    if (running.answers.get(next.code)?.result) continue
    running.give(next, { said })
    filled.push(next)
  }
  const undo = () => {
    for (const one of filled) running.give(one, { said: '' })
  }
  return { count: filled.length, undo }
}
