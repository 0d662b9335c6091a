import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { type Facts, factNames, type Kind, showFact } from '../facts'
import { kindName } from './beginning'
import type { Draft, ListName, Step } from './draft'
import { listWords, stepWords } from './stepWords'
import css from './wizard.module.css'

const basics: (keyof Facts)[] = [
  'name',
  'number',
  'kind',
  'client',
  'address',
  'starts_on',
  'handover_on',
  'language',
]
const economy: (keyof Facts)[] = ['budget', 'size_m2', 'cx_cost', 'cx_benefit']

/** Review shows the whole draft before the project is made of it, with a way back to each part. */
export function Review({
  draft: { beginning, facts, lists },
  kinds,
  onGo,
}: {
  draft: Draft
  kinds: Kind[]
  onGo: (step: Step) => void
}) {
  const rows = (names: (keyof Facts)[]) =>
    names.map((name) => (
      <Fact key={name} name={factNames[name]()}>
        {showFact(name, facts[name], { currency: facts.currency, kinds })}
      </Fact>
    ))
  const list = (name: ListName) => (
    <Fact key={name} name={listWords[name].title()}>
      {lists[name]
        .filter(({ on }) => on)
        .map(named)
        .join(', ') || m.projects_review_nothing()}
    </Fact>
  )
  const from = {
    standard: m.projects_begin_standard,
    blank: m.projects_begin_blank,
    template: m.projects_begin_template,
    project: m.projects_begin_project,
  }[beginning.from]()
  const parts: [Step, ReactNode][] = [
    [
      'beginning',
      [
        <Fact key="from" name={m.projects_step_beginning()}>
          {[from, beginning.name].filter(Boolean).join(': ')}
        </Fact>,
        ...(beginning.kinds.length > 0
          ? [
              <Fact key="kinds" name={m.projects_begin_along()}>
                {beginning.kinds.map(kindName).join(', ')}
              </Fact>,
            ]
          : []),
      ],
    ],
    ['basics', rows(basics)],
    ['economy', rows(economy)],
    ['phases', [list('phases'), list('milestones')]],
    ['disciplines', list('disciplines')],
    ['methods', list('methods')],
  ]
  return (
    <div className={css.review}>
      {parts.map(([step, content]) => (
        <section key={step}>
          <div className={css.listHead}>
            <h3>{stepWords[step].title()}</h3>
            <span className={css.gap} />
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={m.projects_review_edit_step({ step: stepWords[step].title() })}
              onClick={() => onGo(step)}
            >
              {m.projects_review_edit()}
            </Button>
          </div>
          <dl>{content}</dl>
        </section>
      ))}
    </div>
  )
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children || <span className="muted">{m.projects_review_none()}</span>}</dd>
    </div>
  )
}
