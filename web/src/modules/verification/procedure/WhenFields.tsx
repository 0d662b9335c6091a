import { Checkbox, NativeSelect } from '@mantine/core'
import { m } from '~/lib/paraglide/messages'
import { wordOf } from './Preview'
import css from './procedure.module.css'
import type { Step } from './steps'
import { textOf } from './words'

/** answersOf are what a condition can be held against in a step. */
export function answersOf(step: Step): string[] {
  switch (step.kind) {
    case 'yes_no':
    case 'prerequisite':
      return ['yes', 'no', 'not_applicable']
    case 'choice':
      return [...(step.options ?? []).map(({ code }) => code), 'not_applicable']
    default:
      return ['passed', 'failed', 'not_applicable']
  }
}

/** WhenFields say on which answer to another step this one is asked at all. */
export function WhenFields({
  step,
  before,
  wrong,
  onChange,
}: {
  step: Step
  before: readonly Step[]
  wrong: string | undefined
  onChange: (part: Partial<Step>) => void
}) {
  const others = before.filter(({ kind }) => kind !== 'section')
  const on = others.find(({ code }) => code === step.when_step)
  const is = step.when_is ?? []
  if (others.length === 0 && !step.when_step) return null
  return (
    <div className={css.when}>
      <NativeSelect
        label={m.verification_when()}
        value={step.when_step ?? ''}
        error={wrong}
        onChange={(event) => onChange({ when_step: event.currentTarget.value, when_is: [] })}
        data={[
          { value: '', label: m.verification_when_always() },
          ...others.map((one) => ({ value: one.code, label: `${one.code} · ${textOf(one)}`.slice(0, 80) })),
        ]}
      />
      {on && (
        <div className={css.row}>
          {answersOf(on).map((word) => (
            <Checkbox
              key={word}
              label={wordOf(on, word)}
              checked={is.includes(word)}
              onChange={(event) =>
                onChange({
                  when_is: event.currentTarget.checked ? [...is, word] : is.filter((one) => one !== word),
                })
              }
            />
          ))}
        </div>
      )}
    </div>
  )
}
