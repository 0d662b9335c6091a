import { Button, Textarea, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject } from '~/api/access'
import type { Body } from '~/api/call'
import { isStale } from '~/api/problem'
import { useWrite } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { deviceName, headersOf } from '~/lib/device'
import { formatNumber, parseNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Buttons, type Choice } from '~/ui/Buttons'
import { Note } from '~/ui/Note'
import { ProblemNote } from '~/ui/ProblemNote'
import css from '../integration.module.css'
import { actionOf, type Cell, inEither } from '../words'

type Result = NonNullable<Body<'integration.cell.check'>['result']>

const choices: Choice[] = [
  { said: 'passed', label: m.integration_ok, status: 'passed' },
  { said: 'failed', label: m.integration_fault, status: 'failed' },
  { said: 'not_applicable', label: m.status_not_applicable, status: 'not_applicable' },
]

/** CellLine is one effect to be observed; a fault says what was found before it is kept. */
export function CellLine({
  round,
  cell,
  who,
  why,
}: {
  round: string
  cell: Cell
  who: string
  why: string | undefined
}) {
  const project = useProject()
  const [failing, setFailing] = useState(false)
  const [note, setNote] = useState(cell.note)
  const [seconds, setSeconds] = useState(cell.seconds === null ? '' : formatNumber(cell.seconds))
  const check = useWrite('integration.cell.check', {
    touches: ['integration.round', 'integration.matrix'],
    onDone: () => setFailing(false),
  })
  const took = parseNumber(seconds)
  const late = took !== undefined && cell.delay_s !== null && took > cell.delay_s
  const send = (result: Result) =>
    check.mutate({
      path: { project, round, cell: cell.id },
      body: {
        base: cell.version,
        result,
        note: note.trim(),
        ...(took === undefined ? {} : { seconds: took }),
      },
      headers: headersOf({ key: uuid(), at: new Date().toISOString() }, deviceName()),
    })
  const label = `${cell.effect_code} ${inEither(cell.effect_da, cell.effect_en)}: ${actionOf(cell)}`
  return (
    <li>
      <p className={css.cell}>
        <strong className="figures">{cell.effect_code}</strong>
        <span>{inEither(cell.effect_da, cell.effect_en)}</span>
        <strong>{actionOf(cell)}</strong>
        {cell.log_entry && (
          <Link to={`/projects/${project}/log/${cell.log_entry}`}>
            {m.integration_entry({ no: String(cell.log_number ?? '') })}
          </Link>
        )}
        {cell.checked_at && (
          <span className="muted">{[formatMoment(cell.checked_at), who].filter(Boolean).join(' · ')}</span>
        )}
      </p>
      <div className={css.answer}>
        <Buttons
          name={cell.id}
          label={label}
          choices={choices}
          said={failing ? 'failed' : cell.result}
          off={Boolean(why) || check.isPending}
          onSay={(said) =>
            said === 'failed' || (said === 'passed' && late) ? setFailing(true) : send(said as Result)
          }
        />
        {cell.delay_s !== null && (
          <TextInput
            label={m.integration_seconds()}
            inputMode="decimal"
            autoComplete="off"
            maxLength={12}
            className="figures"
            value={seconds}
            disabled={Boolean(why)}
            error={late ? m.integration_late() : undefined}
            onChange={(event) => setSeconds(event.currentTarget.value)}
          />
        )}
      </div>
      {(failing || cell.note) && (
        <div className={css.found}>
          <Textarea
            label={m.integration_note()}
            description={failing ? m.integration_fault_about() : undefined}
            value={note}
            rows={2}
            maxLength={10_000}
            disabled={Boolean(why)}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {(failing || note.trim() !== cell.note) && (
            <Button
              size="lg"
              disabled={!note.trim()}
              loading={check.isPending}
              onClick={() => send(failing ? 'failed' : cell.result)}
            >
              {m.integration_keep_fault()}
            </Button>
          )}
        </div>
      )}
      {check.error &&
        (isStale(check.error) ? (
          <Note tone="warn">{m.integration_cell_stale()}</Note>
        ) : (
          <ProblemNote problem={check.error} />
        ))}
    </li>
  )
}
