import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import { m } from '~/lib/paraglide/messages'
import { LimitFields, NumberInput } from './LimitFields'
import { OptionFields } from './OptionFields'
import css from './procedure.module.css'
import { type Kind, kinds, type Step } from './steps'
import { WhenFields } from './WhenFields'
import { kindWords } from './words'

const photographed: readonly Kind[] = ['pass_fail', 'yes_no', 'measure', 'choice', 'table', 'prerequisite']
const weighed: readonly Kind[] = ['pass_fail', 'yes_no', 'measure', 'choice', 'table', 'formula']

/** StepFields are what a step is made of, as its sort has it. */
export function StepFields({
  step,
  before,
  wrong,
  onChange,
}: {
  step: Step
  before: readonly Step[]
  wrong: (field: string) => string | undefined
  onChange: (part: Partial<Step>) => void
}) {
  const is = (...some: Kind[]) => some.includes(step.kind)
  const text = (field: 'text_da' | 'text_en' | 'help_da' | 'help_en', label: string, rows: number) => (
    <Textarea
      label={label}
      value={step[field] ?? ''}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
      error={wrong(field)}
      rows={rows}
      maxLength={rows > 2 ? 4000 : 1000}
    />
  )
  const flag = (field: 'optional' | 'photo' | 'of_row', label: string) => (
    <Checkbox
      label={label}
      checked={step[field] ?? false}
      onChange={(event) => onChange({ [field]: event.currentTarget.checked })}
    />
  )
  return (
    <div className={css.fields}>
      <div className={css.pair}>
        {text('text_da', m.verification_text_da(), 2)}
        {text('text_en', m.verification_text_en(), 2)}
      </div>
      <div className={css.three}>
        <NativeSelect
          label={m.verification_step_kind()}
          value={step.kind}
          onChange={(event) => onChange({ kind: event.currentTarget.value as Kind })}
          data={kinds.map((kind) => ({ value: kind, label: kindWords[kind]() }))}
        />
        <TextInput
          label={m.verification_step_code()}
          description={m.verification_step_code_about()}
          value={step.code}
          onChange={(event) => onChange({ code: event.currentTarget.value.toLowerCase() })}
          error={wrong('code')}
          maxLength={30}
          spellCheck={false}
        />
        {weighed.includes(step.kind) && (
          <NumberInput
            label={m.verification_step_weight()}
            value={step.weight}
            onChange={(weight) => onChange({ weight: weight ?? 0 })}
          />
        )}
      </div>
      {is('measure', 'formula') && (
        <>
          {flag('of_row', m.verification_of_row())}
          {!step.of_row && <LimitFields limit={step} wrong={wrong('target')} onChange={onChange} />}
        </>
      )}
      {is('formula') && (
        <TextInput
          label={m.verification_step_formula()}
          description={m.verification_step_formula_about({ names: namesIn(before).join(', ') || '–' })}
          value={step.formula ?? ''}
          onChange={(event) => onChange({ formula: event.currentTarget.value })}
          error={wrong('formula')}
          maxLength={500}
          spellCheck={false}
        />
      )}
      {is('yes_no') && (
        <NativeSelect
          label={m.verification_step_expected()}
          value={step.expected || 'yes'}
          onChange={(event) => onChange({ expected: event.currentTarget.value as 'yes' | 'no' })}
          data={[
            { value: 'yes', label: m.verification_yes() },
            { value: 'no', label: m.verification_no() },
          ]}
        />
      )}
      {is('instrument') && (
        <NativeSelect
          label={m.verification_step_expired()}
          value={step.expired || 'refuse'}
          onChange={(event) => onChange({ expired: event.currentTarget.value as 'refuse' | 'warn' })}
          data={[
            { value: 'refuse', label: m.verification_expired_refuse() },
            { value: 'warn', label: m.verification_expired_warn() },
          ]}
        />
      )}
      {is('choice', 'table') && <OptionFields step={step} wrong={wrong('options')} onChange={onChange} />}
      <WhenFields
        step={step}
        before={before}
        wrong={wrong('when_step') ?? wrong('when_is')}
        onChange={onChange}
      />
      {!is('section') && (
        <div className={css.row}>
          {!is('prerequisite', 'formula') && flag('optional', m.verification_step_optional())}
          {photographed.includes(step.kind) && flag('photo', m.verification_step_photo())}
        </div>
      )}
      {!is('section') && (
        <details>
          <summary>{m.verification_step_help()}</summary>
          <div className={css.pair}>
            {text('help_da', m.verification_help_da(), 3)}
            {text('help_en', m.verification_help_en(), 3)}
          </div>
        </details>
      )}
    </div>
  )
}

/** namesIn are what a formula may refer to among the steps before it. */
function namesIn(before: readonly Step[]): string[] {
  return before.flatMap(({ kind, code, options = [] }) =>
    kind === 'measure' || kind === 'formula'
      ? [code]
      : kind === 'table'
        ? options.map((column) => `${code}.${column.code}`)
        : [],
  )
}
