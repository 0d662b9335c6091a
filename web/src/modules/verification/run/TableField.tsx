import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { formatNumber, parseNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { limitText, verdictOf } from '../limit'
import { optionText } from '../procedure/words'
import css from './answer.module.css'
import type { Run } from './judge'

type Step = Run['steps'][number]

/** TableField takes measurements that repeat, a line for each. */
export function TableField({
  step,
  facts,
  off,
  onFacts,
}: {
  step: Step
  facts: Record<string, string>
  off: boolean
  onFacts: (facts: Record<string, string>) => void
}) {
  const columns = step.options ?? []
  const filled = Math.max(0, ...Object.keys(facts).map((name) => Number(name.split('.')[0])))
  const [lines, setLines] = useState(Math.max(1, step.lines ?? 1, filled))
  const put = (name: string, text: string) => {
    const { [name]: _, ...rest } = facts
    const number = parseNumber(text)
    onFacts(number === undefined ? rest : { ...rest, [name]: String(number) })
  }
  /** A line that is taken away closes up: those after it move one up. */
  const remove = (line: number) => {
    const next: Record<string, string> = {}
    for (const [name, text] of Object.entries(facts)) {
      const [at = '', column] = name.split('.')
      if (Number(at) !== line) next[`${Number(at) > line ? Number(at) - 1 : at}.${column}`] = text
    }
    setLines(Math.max(1, lines - 1))
    onFacts(next)
  }
  return (
    <div className={css.tableBox}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{m.verification_line()}</th>
            {columns.map((column) => (
              <th key={column.code} scope="col">
                {optionText(column)}
                <small className="muted">{limitText({ ...column, target_text: '' }) || column.unit}</small>
              </th>
            ))}
            <th scope="col">
              <span className="unseen">{m.verification_line_delete_title()}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: lines }, (_, i) => i + 1).map((line) => (
            <tr key={`${line} of ${lines}`}>
              <th scope="row" className="figures">
                {line}
              </th>
              {columns.map((column) => (
                <td key={column.code}>
                  <Cell
                    label={`${optionText(column)} ${line}`}
                    text={facts[`${line}.${column.code}`]}
                    outside={verdictOf(column, numberIn(facts[`${line}.${column.code}`])) === 'outside'}
                    off={off}
                    onText={(text) => put(`${line}.${column.code}`, text)}
                  />
                </td>
              ))}
              <td>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={44}
                  disabled={off || lines === 1}
                  aria-label={m.verification_line_delete({ no: line })}
                  onClick={() => remove(line)}
                >
                  <IconTrash size={18} aria-hidden />
                </ActionIcon>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!off && (
        <Button
          variant="light"
          leftSection={<IconPlus size={18} />}
          disabled={lines >= 500}
          onClick={() => setLines(lines + 1)}
        >
          {m.verification_line_add()}
        </Button>
      )}
    </div>
  )
}

const numberIn = (text: string | undefined) => (text === undefined ? undefined : Number(text))

function Cell({
  label,
  text,
  outside,
  off,
  onText,
}: {
  label: string
  text: string | undefined
  outside: boolean
  off: boolean
  onText: (text: string) => void
}) {
  const [written, setWritten] = useState(text === undefined ? '' : formatNumber(Number(text)))
  const unread = written.trim() !== '' && parseNumber(written) === undefined
  return (
    <TextInput
      aria-label={label}
      value={written}
      inputMode="decimal"
      maxLength={30}
      disabled={off}
      error={unread ? m.ui_not_a_number() : outside ? m.verification_cell_outside() : undefined}
      onChange={(event) => {
        setWritten(event.currentTarget.value)
        onText(event.currentTarget.value)
      }}
    />
  )
}
