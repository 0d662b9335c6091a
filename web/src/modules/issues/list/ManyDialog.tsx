import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { type Answer, call } from '~/api/call'
import { reading, refresh, useWrite } from '~/api/query'
import { formatDate } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { DateField } from '~/ui/form/DateField'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { Lines } from '~/ui/Skeletons'
import { say, sayUndo } from '~/ui/toast'
import { moved } from '../entry/moving'
import type { useNames } from '../parts/lookup'
import { type Entry, statuses } from '../words'
import css from './list.module.css'

/** Act is what is done to many entries at once. */
export type Act = 'assign' | 'due' | 'close'

type Wanted = { company?: string | null; person?: string | null; due_on?: string | null; reason?: string }
type Outcome = Answer<'issues.entry.preview'>['results'][number]

const titles: Record<Act, () => string> = {
  assign: m.issues_assign_many,
  due: m.issues_move_due_many,
  close: m.issues_close_many,
}

/** ManyDialog asks what is to become of many entries, shows what that does to each, and does it as one change. */
export function ManyDialog({
  act,
  entries,
  names,
  onClose,
  onDone,
}: {
  act: Act
  entries: Entry[]
  names: ReturnType<typeof useNames>
  onClose: () => void
  onDone: () => void
}) {
  const [wanted, setWanted] = useState<Wanted>()
  return (
    <Dialog title={titles[act]()} onClose={onClose} stay>
      {wanted ? (
        <Preview
          act={act}
          entries={entries}
          wanted={wanted}
          onBack={() => setWanted(undefined)}
          onDone={onDone}
        />
      ) : (
        <Form
          initial={{} as Wanted}
          onSubmit={setWanted}
          check={(values): Record<string, string> =>
            act === 'assign' && !values.company && !values.person ? { company: m.issues_needs_company() } : {}
          }
        >
          <Fields>
            {act === 'assign' && (
              <>
                <SelectField
                  name="company"
                  label={m.issues_company()}
                  clearable
                  options={names.companies.map((one) => ({ value: one.id, label: one.name }))}
                />
                <SelectField
                  name="person"
                  label={m.issues_person()}
                  clearable
                  options={names.people.map((one) => ({ value: one.id, label: one.name }))}
                />
              </>
            )}
            {act !== 'close' && (
              <DateField
                name="due_on"
                label={m.issues_due()}
                required={act === 'due'}
                description={act === 'assign' ? m.issues_due_usual() : undefined}
              />
            )}
            {act === 'close' && (
              <TextField
                name="reason"
                label={m.issues_reason()}
                description={m.issues_reason_close_about()}
                rows={3}
                maxLength={2000}
              />
            )}
            <FormActions submit={m.issues_see_preview()} onCancel={onClose} />
          </Fields>
        </Form>
      )}
    </Dialog>
  )
}

function Preview({
  act,
  entries,
  wanted,
  onBack,
  onDone,
}: {
  act: Act
  entries: Entry[]
  wanted: Wanted
  onBack: () => void
  onDone: () => void
}) {
  const project = useProject()
  const cache = useQueryClient()
  const ids = entries.map(({ id }) => id)
  const given = {
    ...(wanted.company ? { company: wanted.company } : {}),
    ...(wanted.person ? { person: wanted.person } : {}),
    ...(wanted.due_on ? { due_on: wanted.due_on } : {}),
    ...(wanted.reason ? { reason: wanted.reason } : {}),
  }
  const { data, error, refetch } = useQuery({
    ...reading('issues.entry.preview', {
      path: { project },
      query: { act, entries: ids.join(','), ...given },
    }),
    staleTime: 0,
  })
  const change = useWrite('issues.entry.change_many', {
    touches: moved,
    onDone: ({ results, entry }) => {
      const done = results.filter(({ problem }) => !problem).length
      const words = m.issues_changed_many({ count: done, shown: formatNumber(done) })
      if (done === 0) say(words)
      else
        sayUndo(words, async () => {
          await call('audit.entry.undo', { path: { project, entry } })
          await refresh(cache, ['issues.entry', ...moved])
        })
      onDone()
    },
  })
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <Lines count={4} />
  const changing = data.results.filter(({ problem }) => !problem)
  const refused = data.results.length - changing.length
  return (
    <Form
      initial={{}}
      problem={change.error}
      busy={change.isPending}
      disabled={changing.length === 0}
      onSubmit={() =>
        change.mutate({
          path: { project },
          body: { act, entries: changing.map(({ entry }) => entry), ...given },
        })
      }
    >
      <Fields>
        <Note tone={refused > 0 ? 'warn' : 'plain'}>
          {m.issues_preview({ count: formatNumber(changing.length), refused: formatNumber(refused) })}
        </Note>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by the keyboard */}
        <ul className={css.preview} tabIndex={0} aria-label={m.issues_preview_list()}>
          {[...data.results].sort(refusedFirst).map((one) => (
            <Line key={one.entry} one={one} />
          ))}
        </ul>
        <FormActions
          submit={m.issues_change_many({ count: changing.length, shown: formatNumber(changing.length) })}
          onCancel={onBack}
        />
      </Fields>
    </Form>
  )
}

/** refusedFirst puts what will not happen where it is seen. */
const refusedFirst = (a: Outcome, b: Outcome) => Number(Boolean(b.problem)) - Number(Boolean(a.problem))

function Line({ one }: { one: Outcome }) {
  const status = (word: string) => statuses[word as Entry['status']]?.label() ?? word
  const said = one.problem && [one.problem.detail, ...(one.problem.errors ?? []).map(({ detail }) => detail)]
  return (
    <li>
      <strong className="figures">{one.label}</strong> {one.title}
      {one.problem ? (
        <p data-refused>{said?.filter(Boolean).join(' ') || one.problem.title}</p>
      ) : (
        <p className="muted figures">
          {one.from_status === one.to_status
            ? status(one.to_status)
            : `${status(one.from_status)} → ${status(one.to_status)}`}
          {one.from_due !== one.to_due && ` · ${formatDate(one.from_due) || '–'} → ${formatDate(one.to_due)}`}
        </p>
      )}
    </li>
  )
}
