import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useCan, useProject } from '~/api/access'
import { usePages, useWrite } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { initials } from '~/lib/initials'
import { m } from '~/lib/paraglide/messages'
import { ErrorState } from '~/ui/ErrorState'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import { sayWrong } from '~/ui/toast'
import type { useNames } from '../parts/lookup'
import { VerdictMark } from '../parts/VerdictMark'
import type { Comment, Review } from '../words'
import { CommentForm } from './CommentForm'
import css from './review.module.css'

type Names = ReturnType<typeof useNames>

/** Comments are what is said in a review, by number, with the designer's replies; and where one says more. */
export function Comments({ review, names, of }: { review: Review; names: Names; of: string | undefined }) {
  const project = useProject()
  const [open, setOpen] = useState(false)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages(
    'documents.comment.list',
    {
      path: { project, review: review.id },
      query: { ...(of ? { of } : {}), ...(open ? { open } : {}) },
    },
  )
  const comments = data?.pages.flatMap(({ items }) => items)
  return (
    <Panel
      title={m.documents_comments()}
      acts={
        <Button variant={open ? 'light' : 'default'} aria-pressed={open} onClick={() => setOpen(!open)}>
          {m.documents_only_unresolved()}
        </Button>
      }
    >
      {error && !comments ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !comments ? (
        <Lines count={4} />
      ) : comments.length === 0 ? (
        <p className="muted">{m.documents_no_comments()}</p>
      ) : (
        <ol className={css.comments}>
          {comments.map((one) => (
            <Said key={one.id} comment={one} names={names} />
          ))}
        </ol>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {m.documents_more()}
        </Button>
      )}
      {review.may.includes('comment') && <CommentForm review={review} of={of} />}
    </Panel>
  )
}

/** Said is one comment: where, what, by whom, the reply, and whether it is resolved. */
function Said({ comment, names }: { comment: Comment; names: Names }) {
  const project = useProject()
  const [replying, setReplying] = useState(false)
  const mayLog = useCan('log.view')
  const path = { project, comment: comment.id }
  const resolve = useWrite('documents.comment.resolve', { touches: ['documents.review'] })
  const by = (person: string | null, at: string | null) => {
    const name = names.person(person)
    return [name && initials(name), name, at && formatMoment(at)].filter(Boolean).join(' · ')
  }
  const where = [
    `${comment.document} ${m.documents_rev({ revision: comment.revision })}`,
    comment.page !== null && m.documents_page_no({ page: String(comment.page) }),
    comment.place,
  ].filter(Boolean)
  return (
    <li data-resolved={comment.resolved || undefined}>
      <p className={css.head}>
        <strong className="figures">{comment.number}</strong>
        <VerdictMark verdict={comment.verdict} />
        <span>{where.join(', ')}</span>
        <span className={css.resolved}>
          {comment.resolved ? m.documents_resolved() : m.documents_not_resolved()}
        </span>
      </p>
      {comment.text && <p className={css.text}>{comment.text}</p>}
      <p className="muted">{by(comment.made_by, comment.made_at)}</p>
      {comment.reply && (
        <div className={css.reply}>
          <p className={css.text}>{comment.reply}</p>
          <p className="muted">{by(comment.replied_by, comment.replied_at)}</p>
        </div>
      )}
      {comment.entry && mayLog && (
        <p>
          <Link to={`/projects/${project}/log/${comment.entry}`} className="figures">
            {m.documents_in_log({ number: `OBS-${comment.entry_number}` })}
          </Link>
        </p>
      )}
      {replying ? (
        <Reply comment={comment} onDone={() => setReplying(false)} />
      ) : (
        <div className={css.acts}>
          {comment.may.includes('reply') && (
            <Button variant="default" onClick={() => setReplying(true)}>
              {comment.reply ? m.documents_change_reply() : m.documents_reply()}
            </Button>
          )}
          {comment.may.includes('resolve') && (
            <Button
              variant="default"
              loading={resolve.isPending}
              onClick={() =>
                resolve.mutate({ path, body: { resolved: !comment.resolved } }, { onError: sayWrong })
              }
            >
              {comment.resolved ? m.documents_unresolve() : m.documents_resolve()}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

function Reply({ comment, onDone }: { comment: Comment; onDone: () => void }) {
  const path = { project: useProject(), comment: comment.id }
  const reply = useWrite('documents.comment.reply', { onDone })
  return (
    <Form
      initial={{ reply: comment.reply }}
      problem={reply.error}
      busy={reply.isPending}
      onSubmit={(body) => reply.mutate({ path, body })}
    >
      <Fields>
        <TextField
          name="reply"
          label={m.documents_reply_label()}
          rows={3}
          maxLength={10_000}
          required
          autoFocus
        />
        <FormActions submit={m.documents_reply()} onCancel={onDone} />
      </Fields>
    </Form>
  )
}
