import { ActionIcon, Checkbox, TextInput } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Input.layer.css'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { DayInput } from '~/ui/form/DayInput'
import type { Line, ListName, WrongLines } from './draft'
import css from './lines.module.css'

type Props = {
  name: ListName
  lines: Line[]
  wrong: WrongLines
  onChange: (key: string, part: Partial<Line>) => void
  onMove: (from: number, to: number) => void
  onRemove: (key: string) => void
}

/** Lines is a list whose lines can be chosen, named, dated and moved; Alt with an arrow moves the line one is in. */
export function Lines({ name, lines, wrong, onChange, onMove, onRemove }: Props) {
  const dated = name === 'phases' || name === 'milestones'
  const milestone = name === 'milestones'
  return (
    <div className={css.frame}>
      <table className={css.lines} data-dated={dated || undefined}>
        <thead>
          <tr>
            <td />
            <th scope="col">{m.projects_line_code()}</th>
            <th scope="col">{m.projects_line_name_da()}</th>
            <th scope="col">{m.projects_line_name_en()}</th>
            {dated && <th scope="col">{milestone ? m.projects_line_date() : m.projects_line_starts()}</th>}
            {dated && !milestone && <th scope="col">{m.projects_line_ends()}</th>}
            <td />
          </tr>
        </thead>
        <tbody>
          {lines.map((line, i) => (
            <Row
              key={line.key}
              {...{
                line,
                i,
                last: i === lines.length - 1,
                dated,
                milestone,
                wrong: wrong[line.key],
                onChange,
                onMove,
                onRemove,
              }}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({
  line,
  i,
  last,
  dated,
  milestone,
  wrong,
  onChange,
  onMove,
  onRemove,
}: Omit<Props, 'name' | 'lines' | 'wrong'> & {
  line: Line
  i: number
  last: boolean
  dated: boolean
  milestone: boolean
  wrong: string | undefined
}) {
  const { key, code, on, own } = line
  const name = named(line) || code || String(i + 1)
  const text = (field: 'code' | 'name_da' | 'name_en', label: string, error?: string) => (
    <TextInput
      size="xs"
      aria-label={`${label}, ${name}`}
      value={line[field]}
      maxLength={field === 'code' ? 40 : 200}
      error={error}
      onChange={(event) => onChange(key, { [field]: event.currentTarget.value })}
    />
  )
  const day = (field: 'starts_on' | 'ends_on', label: string) => (
    <DayInput
      size="xs"
      className={css.date}
      aria-label={`${label}, ${name}`}
      value={line[field]}
      onChange={(value) =>
        onChange(key, milestone ? { starts_on: value, ends_on: value } : { [field]: value })
      }
    />
  )
  const keys = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(i, event.key === 'ArrowUp' ? i - 1 : i + 1)
  }
  return (
    <tr data-off={!on || undefined} onKeyDown={keys}>
      <td>
        <Checkbox
          size="sm"
          checked={on}
          aria-label={m.projects_line_use({ name })}
          onChange={(event) => onChange(key, { on: event.currentTarget.checked })}
        />
      </td>
      <td data-title={m.projects_line_code()}>{text('code', m.projects_line_code())}</td>
      <td data-title={m.projects_line_name_da()}>{text('name_da', m.projects_line_name_da(), wrong)}</td>
      <td data-title={m.projects_line_name_en()}>{text('name_en', m.projects_line_name_en())}</td>
      {dated && (
        <td data-title={milestone ? m.projects_line_date() : m.projects_line_starts()}>
          {day('starts_on', milestone ? m.projects_line_date() : m.projects_line_starts())}
        </td>
      )}
      {dated && !milestone && (
        <td data-title={m.projects_line_ends()}>{day('ends_on', m.projects_line_ends())}</td>
      )}
      <td className={css.acts}>
        <ActionIcon
          variant="subtle"
          color="var(--muted)"
          aria-label={m.projects_line_up({ name })}
          disabled={i === 0}
          onClick={() => onMove(i, i - 1)}
        >
          <IconArrowUp size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="var(--muted)"
          aria-label={m.projects_line_down({ name })}
          disabled={last}
          onClick={() => onMove(i, i + 1)}
        >
          <IconArrowDown size={16} aria-hidden />
        </ActionIcon>
        {own && (
          <ActionIcon
            variant="subtle"
            color="var(--muted)"
            aria-label={m.projects_line_remove({ name })}
            onClick={() => onRemove(key)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        )}
      </td>
    </tr>
  )
}
