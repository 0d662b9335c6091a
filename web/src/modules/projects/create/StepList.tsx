import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { m } from '~/lib/paraglide/messages'
import { type Step, steps } from './draft'
import { stepWords } from './stepWords'
import css from './wizard.module.css'

/** StepList shows where one is, and goes to any step that one has been at. */
export function StepList({
  current,
  reached,
  wrong,
  isReady,
  onGo,
}: {
  current: Step
  reached: number
  wrong: ReadonlySet<Step>
  isReady: (step: Step) => boolean
  onGo: (step: Step) => void
}) {
  return (
    <nav aria-label={m.projects_wizard_steps()} className={css.steps}>
      <ol>
        {steps.map((step, i) => {
          const bad = wrong.has(step) || (i < reached && !isReady(step))
          const done = i < reached && !bad && step !== current
          return (
            <li key={step}>
              <button
                type="button"
                onClick={() => onGo(step)}
                disabled={i > reached}
                aria-current={step === current ? 'step' : undefined}
                data-wrong={bad || undefined}
                data-done={done || undefined}
              >
                <span className={css.number} aria-hidden>
                  {bad ? <IconAlertTriangle size={16} /> : done ? <IconCheck size={16} /> : i + 1}
                </span>
                <span>
                  {stepWords[step].title()}
                  {bad && <span className="unseen">, {m.projects_wizard_wrong()}</span>}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
