import { Button } from '@mantine/core'
import { useAccess, useProject } from '~/api/access'
import { usePages, useWrite } from '~/api/query'
import { formatDate, formatMoment } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { whyNot } from '~/lib/rights'
import { ErrorState } from '~/ui/ErrorState'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import { type Line, Told } from '~/ui/Told'
import { Cited } from '../parts/Cited'
import { useNames } from '../parts/lookup'
import { StatusMark } from '../parts/StatusMark'
import { type Event, type Opened, type Status, statuses } from '../words'
import css from './answer.module.css'

const did: Record<Event['kind'], () => string> = {
  asked: m.design_did_ask,
  assigned: m.design_did_assign,
  answered: m.design_did_answer,
  returned: m.design_did_return,
  approved: m.design_did_approve,
  reopened: m.design_did_reopen,
  commented: m.design_did_comment,
  restored: m.design_did_restore,
}

/** Conversation is what happened to an answer and what was said of it, and where one says more. */
export function Conversation({ answer }: { answer: Opened }) {
  const path = { project: useProject(), answer: answer.id }
  const names = useNames()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'design.event.list',
    {
      path,
    },
  )
  const events = data?.pages.flatMap(({ items }) => items)
  return (
    <Panel title={m.design_events()}>
      {error && !events ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !events ? (
        <Lines count={4} />
      ) : (
        <Told lines={events.map((event) => lineOf(event, names))} />
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.design_more()}
        </Button>
      )}
      <Say answer={answer} />
    </Panel>
  )
}

/** lineOf says what happened in words. */
function lineOf(event: Event, names: ReturnType<typeof useNames>): Line {
  const to = [names.company(event.to_company), names.person(event.to_person)].filter(Boolean).join(' · ')
  const moved = event.to_status !== '' && event.to_status !== event.from_status && event.to_status in statuses
  return {
    id: event.id,
    kind: event.kind,
    who: names.person(event.person) || names.company(event.side) || m.design_somebody(),
    did: (
      <>
        {did[event.kind]()}
        {to && ` ${m.design_to({ to })}`}
        {event.version_of && (
          <>
            {' · '}
            <Cited version={event.version_of} page={event.page} />
          </>
        )}
        {event.due_on && (
          <>
            {' · '}
            <span className={css.whole}>{m.design_due_on({ day: formatDate(event.due_on) })}</span>
          </>
        )}
      </>
    ),
    note: event.note,
    when: (
      <>
        {formatMoment(event.at)}
        {event.side && ` · ${names.company(event.side)}`}
        {moved && <StatusMark status={event.to_status as Status} />}
      </>
    ),
  }
}

function Say({ answer }: { answer: Opened }) {
  const path = { project: useProject(), answer: answer.id }
  const why = whyNot(useAccess(), ['requirements.edit_own', 'requirements.edit_all', 'requirements.approve'])
  const comment = useWrite('design.event.comment')
  if (why) return null
  return (
    <Form
      key={comment.data?.id ?? ''}
      className={css.say}
      initial={{ text: '' }}
      problem={comment.error}
      busy={comment.isPending}
      onSubmit={(body) => comment.mutate({ path, body })}
    >
      <Fields>
        <TextField name="text" label={m.design_comment()} rows={2} maxLength={10_000} required />
        <FormActions submit={m.design_comment_send()} />
      </Fields>
    </Form>
  )
}
