import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Answer } from '~/api/call'
import { onlyFor, type Problem } from '~/api/problem'
import { useWrite } from '~/api/query'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { Confirm } from '~/ui/Confirm'
import { Form } from '~/ui/form/Form'
import { Panel } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { say } from '~/ui/toast'
import { BasicFields, EconomyFields } from '../FactFields'
import { type Facts, wrongFacts } from '../facts'
import { BeginStep } from './BeginStep'
import {
  begin,
  bodyOf,
  type Draft,
  isReady,
  keep,
  kept,
  type ListName,
  type Step,
  stepOf,
  steps,
} from './draft'
import { ListStep } from './ListStep'
import { Review } from './Review'
import { StepList } from './StepList'
import { stepWords } from './stepWords'
import css from './wizard.module.css'

/** Wizard holds the draft, one step at a time; a problem leads back to the step where it can be mended. */
export function Wizard({ starters }: { starters: Answer<'projects.starter.list'> }) {
  const [draft, setDraft] = useState<Draft>(() => kept() ?? begin(starters))
  const [step, setStep] = useState<Step>('beginning')
  const [reached, setReached] = useState(0)
  const [discarding, setDiscarding] = useState(false)
  const navigate = useNavigate()
  const at = steps.indexOf(step)
  const kinds = starters.kinds.map((kind) => ({ code: kind.code, label: named(kind) }))

  const create = useWrite('projects.project.create', {
    onDone: async ({ id, task }) => {
      keep(undefined)
      say(task ? m.projects_created_filling() : m.projects_created())
      await navigate({ to: `/projects/${id}` })
    },
  })

  const change = (next: Draft) => {
    setDraft(next)
    keep(next)
  }
  // What is read for the lists comes later than the choice, and belongs to the draft of then.
  const begun = (beginning: Draft['beginning'], filled?: Draft['lists']) =>
    setDraft((now) => {
      const next = { ...now, beginning, lists: filled ?? now.lists }
      keep(next)
      return next
    })
  const go = (next: Step) => {
    setStep(next)
    setReached((most) => Math.max(most, steps.indexOf(next)))
  }
  const forth = () => go(steps[at + 1] ?? 'review')

  // A new step begins at its heading, but the first one leaves the focus where it is.
  const heading = useRef<HTMLHeadingElement>(null)
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heading changes with the step
  useEffect(() => {
    if (!first.current && !here) heading.current?.focus()
    first.current = false
  }, [step])

  const submit = () => {
    const unready = steps.find((one) => !isReady(one, draft))
    if (unready) return go(unready)
    create.mutate(
      { body: bodyOf(draft), headers: { 'Idempotency-Key': draft.id } },
      {
        onError: (problem: Problem) => {
          const [field] = problem.errors.keys()
          if (field) go(stepOf(field))
        },
      },
    )
  }

  const problem = create.error
  const here = useMemo(() => onlyFor(create.error, (field) => stepOf(field) === step), [create.error, step])
  const wrongSteps = new Set([...(problem?.errors.keys() ?? [])].map(stepOf))
  const back = at > 0 && (
    <Button variant="default" onClick={() => go(steps[at - 1] ?? 'beginning')}>
      {m.projects_wizard_back()}
    </Button>
  )
  const acts = (
    <div className={css.acts}>
      <Button variant="subtle" color="danger" onClick={() => setDiscarding(true)}>
        {m.projects_wizard_discard()}
      </Button>
      <span className={css.gap} />
      {back}
      <Button type="submit">{m.projects_wizard_next()}</Button>
    </div>
  )
  const facts = (fields: React.ReactNode) => (
    <Form<Facts>
      key={step}
      initial={draft.facts}
      onChange={(next) => change({ ...draft, facts: next })}
      check={wrongFacts}
      onSubmit={forth}
      problem={here}
    >
      {fields}
      {acts}
    </Form>
  )
  const lists = (names: ListName[]) => (
    <ListStep
      names={names}
      lists={draft.lists}
      onChange={(next) => change({ ...draft, lists: { ...draft.lists, ...next } })}
      onSubmit={forth}
      problem={here}
      acts={acts}
    />
  )

  return (
    <div className={css.wizard}>
      <StepList
        current={step}
        reached={reached}
        wrong={wrongSteps}
        isReady={(one) => isReady(one, draft)}
        onGo={go}
      />
      <Panel>
        <p className="muted figures">{m.projects_wizard_step_of({ step: at + 1, steps: steps.length })}</p>
        <h2 ref={heading} tabIndex={-1} className={css.heading}>
          {stepWords[step].title()}
        </h2>
        <p className={css.about}>{stepWords[step].about()}</p>
        {step === 'beginning' && (
          <BeginStep
            beginning={draft.beginning}
            starters={starters}
            onBegin={(beginning, filled) => begun(beginning, filled)}
            onSubmit={forth}
            problem={here}
            acts={acts}
          />
        )}
        {step === 'basics' && facts(<BasicFields kinds={kinds} />)}
        {step === 'economy' && facts(<EconomyFields />)}
        {step === 'phases' && lists(['phases', 'milestones'])}
        {step === 'disciplines' && lists(['disciplines'])}
        {step === 'methods' && lists(['methods'])}
        {step === 'review' && (
          <>
            {problem && <ProblemNote problem={problem} />}
            <Review draft={draft} kinds={kinds} onGo={go} />
            <div className={css.acts}>
              <span className={css.gap} />
              {back}
              <Button onClick={submit} loading={create.isPending}>
                {m.projects_create()}
              </Button>
            </div>
          </>
        )}
      </Panel>
      <Confirm
        opened={discarding}
        title={m.projects_wizard_discard_title()}
        act={m.projects_wizard_discard()}
        onClose={() => setDiscarding(false)}
        onConfirm={() => {
          keep(undefined)
          navigate({ to: '/projects' })
        }}
      >
        <p>{m.projects_wizard_discard_about()}</p>
      </Confirm>
    </div>
  )
}
