import { Checkbox } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { formatDate } from '~/lib/date'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { ProblemNote } from '~/ui/ProblemNote'
import { Lines } from '~/ui/Skeletons'
import { say } from '~/ui/toast'
import css from './after.module.css'

/** PlanForm shows the usual rows after a handover before any is made; one leaves out what does not fit. */
export function PlanForm({ onDone }: { onDone: () => void }) {
  const path = { project: useProject() }
  const { data, error } = useRead('gates.after.plan', { path })
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set())
  const make = useWrite('gates.after.make', {
    touches: ['registers.row'],
    onDone: ({ rows }) => {
      say(m.gates_plan_made({ rows: String(rows) }))
      onDone()
    },
  })
  if (error && !data) return <ProblemNote problem={error} />
  if (!data) return <Lines count={6} />
  const missing = data.items.filter(({ there }) => !there)
  const chosen = missing.filter(({ key }) => !without.has(key)).map(({ key }) => key)
  const turn = (key: string) => {
    const next = new Set(without)
    if (!next.delete(key)) next.add(key)
    setWithout(next)
  }
  return (
    <Form
      initial={{}}
      problem={make.error}
      busy={make.isPending}
      onSubmit={() => make.mutate({ path, body: { keys: chosen } })}
    >
      <p>{m.gates_plan_about({ day: formatDate(data.handover_on) })}</p>
      <ul className={css.plan}>
        {data.items.map((one) => (
          <li key={one.key}>
            <Checkbox
              checked={!one.there && !without.has(one.key)}
              disabled={one.there}
              onChange={() => turn(one.key)}
              label={`${one.tag} ${named({ name_da: one.title_da, name_en: one.title_en })}`.trim()}
            />
            <span className="muted">
              {one.there
                ? m.gates_plan_there()
                : [
                    formatDate(one.planned_on),
                    one.months ? m.gates_every({ months: String(one.months) }) : '',
                  ]
                    .filter(Boolean)
                    .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      <FormActions submit={m.gates_plan_make({ rows: String(chosen.length) })} onCancel={onDone} />
    </Form>
  )
}
