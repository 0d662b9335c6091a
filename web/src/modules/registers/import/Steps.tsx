import { m } from '~/lib/paraglide/messages'
import css from './import.module.css'

const steps = [
  ['file', m.registers_step_file],
  ['mapping', m.registers_step_mapping],
  ['check', m.registers_step_check],
  ['done', m.registers_step_done],
] as const

/** Step is one of the steps of bringing a file in. */
export type Step = (typeof steps)[number][0]

/** Steps show how far one has come. */
export function Steps({ at }: { at: Step }) {
  const now = steps.findIndex(([step]) => step === at)
  return (
    <ol className={css.steps}>
      {steps.map(([step, label], i) => (
        <li key={step} aria-current={i === now ? 'step' : undefined} data-past={i < now || undefined}>
          <b aria-hidden>{i + 1}</b> {label()}
        </li>
      ))}
    </ol>
  )
}
