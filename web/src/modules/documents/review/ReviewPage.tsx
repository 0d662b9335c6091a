import { Button, Menu } from '@mantine/core'
import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import { IconDownload, IconLock } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { addressOf } from '~/api/call'
import { download } from '~/api/download'
import { useRead, useWrite } from '~/api/query'
import { formatDate } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { Back } from '~/ui/Back'
import { Confirm } from '~/ui/Confirm'
import { ErrorState } from '~/ui/ErrorState'
import { Note } from '~/ui/Note'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { say, sayWrong } from '~/ui/toast'
import { useNames } from '../parts/lookup'
import type { Review } from '../words'
import { Comments } from './Comments'
import { Items } from './Items'
import css from './review.module.css'

/** ReviewPage is one design review: what is reviewed, what is said of it, and what is still unresolved. */
export default function ReviewPage() {
  const project = useProject()
  const { review: id = '' } = useParams({ strict: false }) as { review?: string }
  const { data, error, refetch } = useRead('documents.review.read', { path: { project, review: id } })
  if (data) return <Open key={data.id} review={data} />
  return (
    <Page>
      <PageHeader
        title={m.documents_reviews()}
        above={<Back to={`/projects/${project}/reviews`}>{m.documents_reviews()}</Back>}
      />
      {error ? <ErrorState error={error} onRetry={refetch} /> : <Lines count={10} />}
    </Page>
  )
}

function Open({ review }: { review: Review }) {
  const project = useProject()
  const names = useNames()
  const [of, setOf] = useState<string>()
  const reviewers = review.reviewers ?? []
  const drawn = review.items.filter((one) => one.drawn).length
  return (
    <Page>
      <PageHeader
        above={<Back to={`/projects/${project}/reviews`}>{m.documents_reviews()}</Back>}
        title={review.title}
        under={
          <span className={css.under}>
            <strong>{`GR-${review.number}`}</strong>
            <span>{review.status === 'open' ? m.documents_open() : m.documents_closed()}</span>
            {review.due_on && <span>{m.documents_due_on({ day: formatDate(review.due_on) })}</span>}
            <span>
              {m.documents_figures({
                comments: formatNumber(review.comments),
                unresolved: formatNumber(review.unresolved),
              })}
            </span>
          </span>
        }
        acts={
          <>
            <ExportButton review={review} />
            <CloseButton review={review} />
          </>
        }
      />
      {review.status === 'closed' && <Note tone="good">{m.documents_is_closed()}</Note>}
      <Panel
        title={m.documents_reviewed()}
        under={m.documents_drawn({
          drawn: formatNumber(drawn),
          all: formatNumber(review.items.length),
          seed: review.seed,
        })}
      >
        <Items review={review} names={names} chosen={of} onChoose={setOf} />
        {reviewers.length > 0 && (
          <p className="muted">
            {m.documents_reviewers()}: {reviewers.map((one) => names.person(one)).join(', ')}
          </p>
        )}
      </Panel>
      <Comments review={review} names={names} of={of} />
    </Page>
  )
}

/** ExportButton hands the report to the reader as a file; who may not take it out is told why. */
function ExportButton({ review }: { review: Review }) {
  const project = useProject()
  const why = useWhyNot(['documents.export', 'exports.export'])
  const look = {
    variant: 'default',
    leftSection: <IconDownload size={18} aria-hidden />,
    children: m.documents_report(),
  }
  if (why) return <ActButton why={why} {...look} />
  const save = (format: 'xlsx' | 'csv') =>
    download(
      addressOf('documents.review.export', { path: { project, review: review.id }, query: { format } })[1],
    ).catch(sayWrong)
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button {...look} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => save('xlsx')}>{m.documents_export_xlsx()}</Menu.Item>
        <Menu.Item onClick={() => save('csv')}>{m.documents_export_csv()}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** CloseButton closes the review, after saying what goes to the log. */
function CloseButton({ review }: { review: Review }) {
  const project = useProject()
  const [asking, setAsking] = useState(false)
  const whyNot = useWhyNot(['documents.edit_all', 'documents.approve'])
  const close = useWrite('documents.review.close', {
    touches: ['documents.comment', 'issues.entry', 'issues.figure'],
    onDone: () => {
      say(m.documents_is_closed())
      setAsking(false)
    },
  })
  if (review.status === 'closed') return null
  return (
    <>
      <ActButton
        why={whyNot}
        leftSection={<IconLock size={18} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {m.documents_close()}
      </ActButton>
      <Confirm
        opened={asking}
        title={m.documents_close()}
        act={m.documents_close()}
        danger={false}
        busy={close.isPending}
        problem={close.error}
        onClose={() => setAsking(false)}
        onConfirm={() => close.mutate({ path: { project, review: review.id } })}
      >
        <p>{m.documents_close_about({ unresolved: formatNumber(review.unresolved) })}</p>
      </Confirm>
    </>
  )
}
