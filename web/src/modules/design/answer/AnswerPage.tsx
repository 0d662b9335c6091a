import { IconCheck } from '@tabler/icons-react'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCan, useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { formatMoment, today } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { Back } from '~/ui/Back'
import { ErrorState } from '~/ui/ErrorState'
import { Note } from '~/ui/Note'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { dueText } from '../due'
import { askedOf, searchOf } from '../list/asked'
import { Cited } from '../parts/Cited'
import { useNames, useTags } from '../parts/lookup'
import { StatusMark } from '../parts/StatusMark'
import { criterionOf, isOverdue, type Opened, type Status, statuses, titleOf } from '../words'
import { Acts } from './Acts'
import css from './answer.module.css'
import { Conversation } from './Conversation'

/** AnswerPage is one answer of the basis of design: the requirement, how it is met, whose turn it is, all that was said. */
export default function AnswerPage() {
  const project = useProject()
  const { answer: id = '' } = useParams({ strict: false }) as { answer?: string }
  const { data, error, refetch } = useRead('design.answer.read', { path: { project, answer: id } })
  if (data) return <Open key={data.id} answer={data} />
  return (
    <Page>
      <PageHeader title={m.design_title()} above={<ToBasis />} />
      {error ? <ErrorState error={error} onRetry={refetch} /> : <Lines count={10} />}
    </Page>
  )
}

/** ToBasis leads to the list that one came from, as the address tells. */
function ToBasis() {
  const project = useProject()
  const asked = askedOf(useSearch({ strict: false }) as Record<string, unknown>)
  return (
    <Back to={`/projects/${project}/basis`} search={searchOf(asked)}>
      {m.design_back()}
    </Back>
  )
}

function Open({ answer }: { answer: Opened }) {
  const project = useProject()
  const { of } = answer
  const tag = useTags([answer.system]).get(answer.system ?? '')
  const older = of && answer.text !== '' && answer.edition < of.edition
  return (
    <Page>
      <PageHeader
        above={<ToBasis />}
        title={of ? `${of.code} ${titleOf(of)}` : m.design_hidden()}
        under={
          <span className={css.under}>
            {tag && <strong className="figures">{tag}</strong>}
            <StatusMark status={answer.status} />
          </span>
        }
      />
      <Flow status={answer.status} />
      <div className={css.parts}>
        <div className={css.acts}>
          <Acts key={`${answer.status} ${answer.turn}`} answer={answer} />
        </div>
        <div className={css.found}>
          {of && (
            <Panel title={m.design_requirement()}>
              <p className={css.text}>{criterionOf(of) || titleOf(of)}</p>
              <p className="muted">{m.design_edition({ edition: String(of.edition) })}</p>
              {older && <Note tone="warn">{m.design_older({ edition: String(answer.edition) })}</Note>}
              <p>
                <Link to={`/projects/${project}/registers/requirements?row=${of.id}`}>
                  {m.design_to_requirement()}
                </Link>
              </p>
            </Panel>
          )}
          <Panel title={m.design_answer()}>
            <p className={css.text}>
              {answer.text || <span className="muted">{m.design_unanswered()}</span>}
            </p>
            {answer.version_of && (
              <p className={css.text}>
                <strong>{m.design_reference()}</strong>{' '}
                <Cited version={answer.version_of} page={answer.page} />
              </p>
            )}
            {answer.reference && (
              <p className={css.text}>
                {!answer.version_of && <strong>{m.design_reference()} </strong>}
                {answer.reference}
              </p>
            )}
          </Panel>
          <Panel title={m.design_facts()}>
            <Facts answer={answer} tag={tag} />
          </Panel>
        </div>
        <div className={css.said}>
          <Conversation answer={answer} />
        </div>
      </div>
    </Page>
  )
}

const steps: Status[] = ['asked', 'answered', 'approved']

/** Flow shows how far an answer is on its way, and that it was sent back where it was. */
function Flow({ status }: { status: Status }) {
  const at = steps.indexOf(status === 'returned' ? 'asked' : status)
  return (
    <ol className={css.flow} aria-label={m.design_flow()}>
      {steps.map((step, i) => {
        const shown = i === at ? status : step
        const { label, icon: Mark } = statuses[shown]
        return (
          <li
            key={step}
            aria-current={i === at ? 'step' : undefined}
            data-done={i < at || status === 'approved' || undefined}
            data-back={shown === 'returned' || undefined}
          >
            {i < at ? <IconCheck size={18} aria-hidden /> : <Mark size={18} aria-hidden />}
            <span>{label()}</span>
          </li>
        )
      })}
    </ol>
  )
}

/** Facts says whose an answer is, where it belongs, and who did what. */
function Facts({ answer, tag }: { answer: Opened; tag: string | undefined }) {
  const project = useProject()
  const names = useNames()
  const mayHistory = useCan('history.view')
  const by = (person: string | null, at: string | null) =>
    at && [names.person(person), formatMoment(at)].filter(Boolean).join(', ')
  const facts: [string, ReactNode][] = [
    [m.design_designer(), names.company(answer.company)],
    [m.design_person(), names.person(answer.person)],
    [
      m.design_due(),
      answer.due_on && (
        <span data-over={isOverdue(answer, today()) || undefined}>{dueText(answer, today())}</span>
      ),
    ],
    [m.design_discipline(), names.discipline(answer.discipline)],
    [m.design_system(), tag],
    [m.design_phase(), names.phase(answer.phase)],
    [m.design_asked_by(), by(answer.asked_by, answer.asked_at)],
    [m.design_answered_by(), by(answer.answered_by, answer.answered_at)],
    [m.design_judged_by(), by(answer.judged_by, answer.judged_at)],
  ]
  return (
    <>
      <dl className={css.facts}>
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {mayHistory && (
        <p className={css.trace}>
          <Link to={`/projects/${project}/history?table=design.answers&row=${answer.id}`}>
            {m.design_versions()}
          </Link>
        </p>
      )}
    </>
  )
}
