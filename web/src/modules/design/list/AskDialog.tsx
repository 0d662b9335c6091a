import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { call } from '~/api/call'
import { reading, refresh, useWrite } from '~/api/query'
import { named } from '~/lib/locale'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { DateField } from '~/ui/form/DateField'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { Note } from '~/ui/Note'
import { Lines } from '~/ui/Skeletons'
import { say, sayUndo } from '~/ui/toast'
import type { useNames } from '../parts/lookup'
import { titleOf } from '../words'
import css from './list.module.css'

type Wanted = {
  discipline?: string | null
  phase?: string | null
  company?: string | null
  person?: string | null
  due_on?: string | null
}

const touched = ['design.figure', 'design.event']

/** AskDialog asks the designer about many requirements, after showing which, and which are asked about already. */
export default function AskDialog({
  names,
  onClose,
}: {
  names: ReturnType<typeof useNames>
  onClose: () => void
}) {
  const [wanted, setWanted] = useState<Wanted>()
  const choices = (all: { id: string; name_da: string; name_en: string }[]) =>
    all.map((one) => ({ value: one.id, label: named(one) }))
  return (
    <Dialog title={m.design_ask_title()} onClose={onClose} stay>
      {wanted ? (
        <Preview wanted={wanted} onBack={() => setWanted(undefined)} onDone={onClose} />
      ) : (
        <Form
          initial={{} as Wanted}
          onSubmit={setWanted}
          check={({ company, person }): Record<string, string> =>
            company || person ? {} : { company: m.design_needs_company() }
          }
        >
          <Fields>
            <p>{m.design_ask_about()}</p>
            <SelectField
              name="discipline"
              label={m.design_discipline()}
              description={m.design_ask_all_disciplines()}
              clearable
              options={choices(names.disciplines)}
            />
            <SelectField
              name="phase"
              label={m.design_phase()}
              description={m.design_ask_phase()}
              clearable
              options={choices(names.phases)}
            />
            <SelectField
              name="company"
              label={m.design_designer()}
              clearable
              options={names.companies.map((one) => ({ value: one.id, label: one.name }))}
            />
            <SelectField
              name="person"
              label={m.design_person()}
              clearable
              options={names.people.map((one) => ({ value: one.id, label: one.name }))}
            />
            <DateField name="due_on" label={m.design_due()} description={m.design_due_usual()} />
            <FormActions submit={m.design_see_preview()} onCancel={onClose} />
          </Fields>
        </Form>
      )}
    </Dialog>
  )
}

function Preview({ wanted, onBack, onDone }: { wanted: Wanted; onBack: () => void; onDone: () => void }) {
  const project = useProject()
  const cache = useQueryClient()
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value)) as Record<
    string,
    string
  >
  const { discipline, phase } = given
  const { data, error, refetch } = useQuery({
    ...reading('design.answer.preview', {
      path: { project },
      query: { ...(discipline ? { discipline } : {}), ...(phase ? { phase } : {}) },
    }),
    staleTime: 0,
  })
  const ask = useWrite('design.answer.ask_many', {
    touches: touched,
    onDone: ({ results, entry }) => {
      const done = results.filter(({ problem }) => !problem).length
      const said = m.design_asked_many({ count: formatNumber(done) })
      if (done === 0) say(said)
      else
        sayUndo(said, async () => {
          await call('audit.entry.undo', { path: { project, entry } })
          await refresh(cache, ['design.answer', ...touched])
        })
      onDone()
    },
  })
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <Lines count={4} />
  const asking = data.results.filter(({ problem }) => !problem).length
  const sorted = [...data.results].sort((a, b) => Number(Boolean(a.problem)) - Number(Boolean(b.problem)))
  return (
    <Form
      initial={{}}
      problem={ask.error}
      busy={ask.isPending}
      disabled={asking === 0}
      onSubmit={() => ask.mutate({ path: { project }, body: given })}
    >
      <Fields>
        <Note tone={asking === 0 ? 'warn' : 'plain'}>
          {m.design_preview({
            count: formatNumber(asking),
            refused: formatNumber(data.results.length - asking),
          })}
        </Note>
        {data.results.length > 0 && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by the keyboard
          <ul className={css.preview} tabIndex={0} aria-label={m.design_preview_list()}>
            {sorted.map(({ requirement, problem }) =>
              requirement ? (
                <li key={requirement.id}>
                  <strong className="figures">{requirement.code}</strong> {titleOf(requirement)}
                  {problem && <p className="muted">{problem.title}</p>}
                </li>
              ) : null,
            )}
          </ul>
        )}
        <FormActions submit={m.design_ask_submit({ count: formatNumber(asking) })} onCancel={onBack} />
      </Fields>
    </Form>
  )
}
