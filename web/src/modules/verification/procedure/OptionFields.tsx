import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { m } from '~/lib/paraglide/messages'
import { LimitFields, NumberInput } from './LimitFields'
import css from './procedure.module.css'
import { newOption, type Option, type Step } from './steps'
import { optionText } from './words'

/** OptionFields are the answers that a choice offers, or the columns of a table. */
export function OptionFields({
  step,
  wrong,
  onChange,
}: {
  step: Step
  wrong: string | undefined
  onChange: (part: Partial<Step>) => void
}) {
  const options = step.options ?? []
  const table = step.kind === 'table'
  const put = (at: number, part: Partial<Option>) =>
    onChange({ options: options.map((one, i) => (i === at ? { ...one, ...part } : one)) })
  const nextCode = () => {
    const taken = new Set(options.map(({ code }) => code))
    return [...'abcdefghijklmnopqrstuvwxyz'].find((letter) => !taken.has(letter)) ?? `o${options.length + 1}`
  }
  return (
    <fieldset className={css.options}>
      <legend>{table ? m.verification_columns() : m.verification_choices()}</legend>
      {options.map((option, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the short name is edited here and cannot be the key
        <div key={at} className={css.option}>
          <div className={css.optionNames}>
            <TextInput
              label={m.verification_option_code()}
              value={option.code}
              onChange={(event) => put(at, { code: event.currentTarget.value.toLowerCase() })}
              maxLength={30}
              spellCheck={false}
            />
            <TextInput
              label={m.verification_text_da()}
              value={option.da}
              onChange={(event) => put(at, { da: event.currentTarget.value })}
              maxLength={200}
            />
            <TextInput
              label={m.verification_text_en()}
              value={option.en}
              onChange={(event) => put(at, { en: event.currentTarget.value })}
              maxLength={200}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={m.verification_option_delete({ option: optionText(option) })}
              onClick={() => onChange({ options: options.filter((_, i) => i !== at) })}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </div>
          {table ? (
            <LimitFields limit={option} onChange={(part) => put(at, part)} />
          ) : (
            <Checkbox
              label={m.verification_option_fails()}
              checked={option.fails ?? false}
              onChange={(event) => put(at, { fails: event.currentTarget.checked })}
            />
          )}
        </div>
      ))}
      {wrong && (
        <p className={css.wrong} role="alert">
          {wrong}
        </p>
      )}
      <div className={css.row}>
        <Button
          variant="light"
          leftSection={<IconPlus size={18} />}
          onClick={() => onChange({ options: [...options, newOption(nextCode())] })}
        >
          {table ? m.verification_column_add() : m.verification_choice_add()}
        </Button>
        {table && (
          <NumberInput
            label={m.verification_table_lines()}
            value={step.lines ?? 1}
            onChange={(lines) => onChange({ lines: Math.max(0, Math.min(500, Math.trunc(lines ?? 0))) })}
          />
        )}
      </div>
    </fieldset>
  )
}
