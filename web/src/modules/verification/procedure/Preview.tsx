import { m } from '~/lib/paraglide/messages'
import { isMeasured, limitText } from '../limit'
import css from './procedure.module.css'
import type { Step } from './steps'
import { helpOf, kindWords, optionText, textOf } from './words'

/** Preview shows the steps as whoever tests will meet them. */
export function Preview({ steps }: { steps: readonly Step[] }) {
  let no = 0
  if (steps.length === 0) return <p className="muted">{m.verification_steps_none()}</p>
  return (
    <ol className={css.preview}>
      {steps.map((step) => {
        if (step.kind === 'section') {
          return (
            <li key={step.id} className={css.section}>
              <h3>{textOf(step)}</h3>
              <Condition step={step} steps={steps} />
            </li>
          )
        }
        no++
        return (
          <li key={step.id}>
            <span className={`${css.no} figures`}>{no}</span>
            <div>
              <p className={css.text}>{textOf(step)}</p>
              {helpOf(step) && <p className="muted">{helpOf(step)}</p>}
              <p className="muted">{[kindWords[step.kind](), ...factsOf(step)].join(' · ')}</p>
              <Condition step={step} steps={steps} />
            </div>
          </li>
        )
      })}
    </ol>
  )
}

/** factsOf are what a step asks for beside its text. */
function factsOf(step: Step): string[] {
  const limit = limitText({ ...step, target_text: '' })
  return [
    step.of_row ? m.verification_row_limit() : isMeasured(step) ? limit : step.unit,
    step.kind === 'choice' || step.kind === 'table' ? (step.options ?? []).map(optionText).join(', ') : '',
    step.formula ? step.formula : '',
    step.photo ? m.verification_photo_needed() : '',
    step.optional ? m.verification_optional() : '',
  ].filter(Boolean)
}

function Condition({ step, steps }: { step: Step; steps: readonly Step[] }) {
  if (!step.when_step) return null
  const on = steps.find(({ code }) => code === step.when_step)
  const said = (step.when_is ?? []).map((word) => wordOf(on, word)).join(', ')
  return (
    <p className={css.condition}>
      {m.verification_only_if({ step: on ? textOf(on) : step.when_step, said })}
    </p>
  )
}

/** wordOf is an answer as people say it. */
export function wordOf(step: Step | undefined, word: string): string {
  const option = step?.options?.find(({ code }) => code === word)
  if (option) return optionText(option)
  const words: Record<string, () => string> = {
    yes: m.verification_yes,
    no: m.verification_no,
    passed: m.status_passed,
    failed: m.status_failed,
    not_applicable: m.status_not_applicable,
  }
  return words[word]?.() ?? word
}
