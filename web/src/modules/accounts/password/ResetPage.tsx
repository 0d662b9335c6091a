import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { Note } from '~/ui/Note'
import { Door } from '../Door'
import { NewPasswordField } from './NewPasswordField'
import { passwordWrong } from './rules'

/** ResetPage chooses a new password with the link from an e-mail. */
export default function ResetPage() {
  const [token] = useState(() => location.hash.slice(1))
  const navigate = useNavigate()
  const reset = useWrite('accounts.password.reset', {
    onDone: () => navigate({ to: '/sign-in', search: { changed: true }, replace: true }),
  })
  if (!token) {
    return (
      <Door title={m.accounts_reset_title()}>
        <Note tone="warn">{m.accounts_link_missing()}</Note>
      </Door>
    )
  }
  return (
    <Door title={m.accounts_reset_title()}>
      <Form
        initial={{ password: '' }}
        check={({ password }) => passwordWrong(password, {})}
        onSubmit={({ password }) => reset.mutate({ body: { token, password } })}
        busy={reset.isPending}
        problem={reset.error}
      >
        <Fields>
          <NewPasswordField label={m.accounts_new_password()} />
          <FormActions submit={m.accounts_reset_save()} wide />
        </Fields>
      </Form>
    </Door>
  )
}
