import { Button } from '@mantine/core'
import {
  IconArrowBackUp,
  IconCheck,
  IconMessageQuestion,
  IconPencil,
  IconUserShare,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useProject } from '~/api/access'
import type { WriteId } from '~/api/call'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { DateField } from '~/ui/form/DateField'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { Panel } from '~/ui/Page'
import { say } from '~/ui/toast'
import { useNames } from '../parts/lookup'
import type { Opened } from '../words'
import css from './answer.module.css'
import { CiteFields } from './CiteFields'

type Act = 'give' | 'approve' | 'return' | 'reopen' | 'assign'
type Props = { answer: Opened; onDone: () => void }

const words: Record<Act, { label: () => string; icon: typeof IconCheck }> = {
  give: { label: m.design_give, icon: IconPencil },
  approve: { label: m.design_approve, icon: IconCheck },
  return: { label: m.design_return, icon: IconArrowBackUp },
  reopen: { label: m.design_reopen, icon: IconMessageQuestion },
  assign: { label: m.design_assign, icon: IconUserShare },
}

const order: readonly Act[] = ['give', 'approve', 'return', 'reopen', 'assign']

/** Acts is what is to be done now: the one act that is waited for, in large, and what else the reader may do. */
export function Acts({ answer }: { answer: Opened }) {
  const may = order.filter((act) => answer.may.includes(act))
  const asked = answer.company || answer.person ? 'give' : 'assign'
  const wanted: Act = answer.status === 'answered' ? 'approve' : asked
  const [chosen, setChosen] = useState<Act | undefined>(
    answer.turn && may.includes(wanted) ? wanted : undefined,
  )
  return (
    <Panel title={answer.turn ? m.design_your_turn() : m.design_now()}>
      <div className={css.act}>
        {answer.reason && <Note tone="warn">{m.design_returned_because({ reason: answer.reason })}</Note>}
        {!chosen && <Waiting answer={answer} />}
        {chosen && <ActForm act={chosen} answer={answer} onDone={() => setChosen(undefined)} />}
        <div className={css.others}>
          {may
            .filter((act) => act !== chosen)
            .map((act) => {
              const { label, icon: Mark } = words[act]
              return (
                <Button
                  key={act}
                  variant="default"
                  leftSection={<Mark size={18} aria-hidden />}
                  onClick={() => setChosen(act)}
                >
                  {label()}
                </Button>
              )
            })}
        </div>
      </div>
    </Panel>
  )
}

/** Waiting says whom an answer waits for. */
function Waiting({ answer }: { answer: Opened }) {
  const names = useNames()
  const who = [names.company(answer.company), names.person(answer.person)].filter(Boolean).join(' · ')
  if (answer.status === 'approved') return <Note tone="good">{m.design_is_approved()}</Note>
  if (answer.status === 'answered') return <Note>{m.design_waits_judge()}</Note>
  return <Note>{who ? m.design_waits_designer({ who }) : m.design_waits_nobody()}</Note>
}

function useMove<Id extends WriteId & `design.answer.${string}`>(id: Id, onDone: () => void) {
  return useWrite(id, {
    touches: ['design.event', 'design.figure', 'audit.entry'],
    onDone: () => {
      say(m.design_saved())
      onDone()
    },
  })
}

function ActForm({ act, ...given }: Props & { act: Act }) {
  if (act === 'give') return <GiveForm {...given} />
  if (act === 'assign') return <AssignForm {...given} />
  if (act === 'approve') return <ApproveForm {...given} />
  return <BackForm key={act} act={act} {...given} />
}

function GiveForm({ answer, onDone }: Props) {
  const path = { project: useProject(), answer: answer.id }
  const give = useMove('design.answer.give', onDone)
  return (
    <Form
      className={css.main}
      initial={{
        text: answer.text,
        version_of: answer.version_of,
        page: answer.page,
        reference: answer.reference,
      }}
      problem={give.error}
      busy={give.isPending}
      onSubmit={({ text, version_of, page, reference }) =>
        give.mutate({
          path,
          body: {
            text,
            reference,
            ...(version_of ? { version_of, ...(page ? { page: Math.round(page) } : {}) } : {}),
          },
        })
      }
    >
      <Fields>
        <TextField name="text" label={m.design_how()} rows={5} maxLength={10_000} required />
        <CiteFields />
        <TextField
          name="reference"
          label={m.design_where()}
          description={m.design_where_about()}
          maxLength={500}
        />
        <FormActions submit={m.design_give()} wide />
      </Fields>
    </Form>
  )
}

function ApproveForm({ answer, onDone }: Props) {
  const path = { project: useProject(), answer: answer.id }
  const approve = useMove('design.answer.approve', onDone)
  return (
    <Form
      className={css.main}
      initial={{ note: '' }}
      problem={approve.error}
      busy={approve.isPending}
      onSubmit={({ note }) => approve.mutate({ path, body: note ? { note } : {} })}
    >
      <Fields>
        <TextField name="note" label={m.design_note()} rows={2} maxLength={10_000} />
        <FormActions submit={m.design_approve()} wide />
      </Fields>
    </Form>
  )
}

function BackForm({ act, answer, onDone }: Props & { act: 'return' | 'reopen' }) {
  const path = { project: useProject(), answer: answer.id }
  const back = useMove('design.answer.return', onDone)
  const reopen = useMove('design.answer.reopen', onDone)
  const { error, isPending, mutate } = act === 'return' ? back : reopen
  return (
    <Form
      className={css.main}
      initial={{ reason: '', due_on: null as string | null }}
      problem={error}
      busy={isPending}
      onSubmit={({ reason, due_on }) => mutate({ path, body: { reason, ...(due_on ? { due_on } : {}) } })}
    >
      <Fields>
        <TextField
          name="reason"
          label={act === 'return' ? m.design_lacks() : m.design_why_again()}
          rows={3}
          maxLength={10_000}
          required
        />
        <DateField name="due_on" label={m.design_new_due()} />
        <FormActions submit={words[act].label()} wide danger={act === 'return'} />
      </Fields>
    </Form>
  )
}

function AssignForm({ answer, onDone }: Props) {
  const path = { project: useProject(), answer: answer.id }
  const { companies, people } = useNames()
  const assign = useMove('design.answer.assign', onDone)
  return (
    <Form
      className={css.main}
      initial={{ company: answer.company, person: answer.person, due_on: answer.due_on }}
      check={({ company, person }): Record<string, string> =>
        company || person ? {} : { company: m.design_needs_company() }
      }
      problem={assign.error}
      busy={assign.isPending}
      onSubmit={({ company, person, due_on }) =>
        assign.mutate({
          path,
          body: {
            ...(company ? { company } : {}),
            ...(person ? { person } : {}),
            ...(due_on ? { due_on } : {}),
          },
        })
      }
    >
      <Fields>
        <SelectField
          name="company"
          label={m.design_designer()}
          clearable
          options={companies.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          name="person"
          label={m.design_person()}
          clearable
          options={people.map(({ id, name, company }) => ({
            value: id,
            label: company ? `${name}, ${company}` : name,
          }))}
        />
        <DateField name="due_on" label={m.design_due()} />
        <FormActions submit={m.design_assign()} wide />
      </Fields>
    </Form>
  )
}
