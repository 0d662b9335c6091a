import { Button } from '@mantine/core'
import { useAccess } from '~/api/access'
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
import { LogStatus } from '../parts/Chips'
import { useNames } from '../parts/lookup'
import { type Event, type Opened, type Status, statuses } from '../words'
import css from './entry.module.css'
import { fieldNames } from './fields'
import { usePath } from './moving'

const did: Record<Event['kind'], () => string> = {
  raised: m.issues_did_raise,
  assigned: m.issues_did_assign,
  changed: m.issues_did_change,
  commented: m.issues_did_comment,
  photographed: m.issues_did_photograph,
  remedied: m.issues_did_remedy,
  verified: m.issues_did_verify,
  rejected: m.issues_did_reject,
  closed: m.issues_did_close,
  reopened: m.issues_did_reopen,
  escalated: m.issues_did_escalate,
  restored: m.issues_did_restore,
}

/** Conversation is what happened to an entry and what was said of it, and where one says more. */
export function Conversation({ entry }: { entry: Opened }) {
  const path = usePath(entry)
  const names = useNames()
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'issues.event.list',
    {
      path,
    },
  )
  const events = data?.pages.flatMap(({ items }) => items)
  return (
    <Panel title={m.issues_events()}>
      {error && !events ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !events ? (
        <Lines count={4} />
      ) : (
        <Told lines={events.map((event) => lineOf(event, names))} />
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.issues_more()}
        </Button>
      )}
      <Say entry={entry} />
    </Panel>
  )
}

/** lineOf says what happened in words. */
function lineOf(event: Event, names: ReturnType<typeof useNames>): Line {
  const to = [names.company(event.to_company), names.person(event.to_person)].filter(Boolean).join(' · ')
  const fields = event.fields.split(',').filter(Boolean)
  const moved = event.to_status !== '' && event.to_status !== event.from_status && event.to_status in statuses
  return {
    id: event.id,
    kind: event.kind,
    who: names.person(event.person) || names.company(event.side) || m.issues_somebody(),
    did: (
      <>
        {did[event.kind]()}
        {to && ` ${m.issues_to({ to })}`}
        {fields.length > 0 && `: ${fields.map(fieldNames).join(', ')}`}
        {event.due_on && (
          <>
            {' · '}
            <span className={css.whole}>{m.issues_due_on({ day: formatDate(event.due_on) })}</span>
          </>
        )}
      </>
    ),
    note: event.note,
    when: (
      <>
        {formatMoment(event.at)}
        {event.side && ` · ${names.company(event.side)}`}
        {moved && <LogStatus status={event.to_status as Status} />}
      </>
    ),
  }
}

function Say({ entry }: { entry: Opened }) {
  const path = usePath(entry)
  const why = whyNot(useAccess(), ['log.create', 'log.edit_own', 'log.edit_all', 'log.approve'])
  const comment = useWrite('issues.event.comment')
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
        <TextField name="text" label={m.issues_comment()} rows={2} maxLength={10_000} required />
        <FormActions submit={m.issues_comment_send()} />
      </Fields>
    </Form>
  )
}
