import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { reading, useWrite } from '~/api/query'
import { speak } from '~/lib/locale'
import { safeNext } from '~/lib/next'
import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { PasswordField } from '~/ui/form/PasswordField'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { Door } from '../Door'
import css from '../door.module.css'
import { ForgotPassword } from '../password/ForgotPassword'

/** SignInPage opens a session, and goes on to where the reader was going. */
export default function SignInPage() {
  const { next, changed } = useSearch({ strict: false }) as { next?: string; changed?: boolean }
  const [forgot, setForgot] = useState<string>()
  const [email, setEmail] = useState('')
  const cache = useQueryClient()
  const navigate = useNavigate()
  const open = useWrite('accounts.session.open', {
    onDone: async (answer) => {
      cache.clear()
      cache.setQueryData(reading('accounts.me.read').queryKey, answer)
      speak(answer.person.language)
      await navigate({ href: safeNext(next), replace: true })
    },
  })
  if (forgot !== undefined) return <ForgotPassword email={forgot} onBack={() => setForgot(undefined)} />
  return (
    <Door title={m.accounts_sign_in()} about={m.accounts_sign_in_about()}>
      <Form
        initial={{ email, password: '' }}
        onChange={(values) => setEmail(values.email)}
        onSubmit={(body) => open.mutate({ body })}
        busy={open.isPending}
        problem={open.error}
      >
        <Fields>
          {changed && <Note tone="good">{m.accounts_reset_done()}</Note>}
          <TextField name="email" type="email" label={m.accounts_email()} autoComplete="username" required />
          <PasswordField
            name="password"
            label={m.accounts_password()}
            autoComplete="current-password"
            required
          />
          <FormActions submit={m.accounts_sign_in()} wide />
        </Fields>
      </Form>
      <div className={css.foot}>
        <button type="button" className={css.link} onClick={() => setForgot(email)}>
          {m.accounts_forgot()}
        </button>
      </div>
    </Door>
  )
}
