import { Button, Textarea } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import { useState } from 'react'
import { useProject } from '~/api/access'
import type { Answer, Body } from '~/api/call'
import { isStale } from '~/api/problem'
import { useWrite } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { deviceName, headersOf } from '~/lib/device'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Buttons, type Choice } from '~/ui/Buttons'
import { Note } from '~/ui/Note'
import { ProblemNote } from '~/ui/ProblemNote'
import css from './sample.module.css'

type Unit = NonNullable<Answer<'verification.sample.read'>['units']>[number]
type Result = NonNullable<Body<'verification.sample.check'>['result']>

const choices: Choice[] = [
  { said: 'passed', label: m.verification_ok, status: 'passed' },
  { said: 'failed', label: m.verification_fault, status: 'failed' },
  { said: 'not_applicable', label: m.status_not_applicable, status: 'not_applicable' },
]

/** UnitLine checks one unit that was drawn; a fault says what was found before it is kept. */
export function UnitLine({
  sample,
  unit,
  who,
  why,
}: {
  sample: string
  unit: Unit
  who: string
  why: string | undefined
}) {
  const project = useProject()
  const [failing, setFailing] = useState(false)
  const [note, setNote] = useState(unit.note)
  const check = useWrite('verification.sample.check', { onDone: () => setFailing(false) })
  const send = (result: Result) =>
    check.mutate({
      path: { project, sample, unit: unit.id },
      body: { base: unit.version, result, note: note.trim() },
      headers: headersOf({ key: uuid(), at: new Date().toISOString() }, deviceName()),
    })
  return (
    <li>
      <p className={css.unit}>
        <span className="figures muted">{unit.place}</span>
        <strong className="figures">{unit.tag}</strong>
        {unit.checked_at && (
          <span className="muted">{[formatMoment(unit.checked_at), who].filter(Boolean).join(' · ')}</span>
        )}
      </p>
      <Buttons
        name={unit.id}
        label={unit.tag}
        choices={choices}
        said={failing ? 'failed' : (unit.result ?? '')}
        off={Boolean(why) || check.isPending}
        onSay={(said) => (said === 'failed' ? setFailing(true) : send(said as Result))}
      />
      {(failing || unit.note) && (
        <div className={css.found}>
          <Textarea
            label={m.verification_note()}
            description={failing ? m.verification_note_about() : undefined}
            value={note}
            rows={2}
            maxLength={10_000}
            disabled={Boolean(why)}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {failing && (
            <Button
              size="lg"
              disabled={!note.trim()}
              loading={check.isPending}
              onClick={() => send('failed')}
            >
              {m.verification_sample_keep_fault()}
            </Button>
          )}
        </div>
      )}
      {check.error &&
        (isStale(check.error) ? (
          <Note tone="warn">{m.verification_sample_stale()}</Note>
        ) : (
          <ProblemNote problem={check.error} />
        ))}
    </li>
  )
}
