import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { Note } from '~/ui/Note'
import { Door } from '../Door'
import css from '../door.module.css'

/** FollowPage uses up a link about a change of address. It takes a press of a button, which no mail scanner gives. */
export function FollowPage({
  follow,
  title,
  about,
  act,
  done,
}: {
  follow: 'accounts.email.confirm' | 'accounts.email.stop'
  title: string
  about: string
  act: string
  done: (email: string) => string
}) {
  const [token] = useState(() => location.hash.slice(1))
  const use = useWrite(follow)
  if (!token) {
    return (
      <Door title={title}>
        <Note tone="warn">{m.accounts_link_missing()}</Note>
      </Door>
    )
  }
  return (
    <Door title={title} about={use.data ? undefined : about}>
      {use.data ? (
        <div className={css.other}>
          <Note tone="good">{done(use.data.email)}</Note>
        </div>
      ) : (
        <Form
          initial={{}}
          onSubmit={() => use.mutate({ body: { token } })}
          busy={use.isPending}
          problem={use.error}
        >
          <FormActions submit={act} wide />
        </Form>
      )}
      <p className={css.foot}>
        <Link to="/sign-in">{m.accounts_forgot_back()}</Link>
      </p>
    </Door>
  )
}
