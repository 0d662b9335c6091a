import { useState } from 'react'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { Door } from '../Door'
import css from '../door.module.css'

/** ForgotPassword sends a link for choosing a new password; it says the same whether the address is known or not. */
export function ForgotPassword({ email, onBack }: { email: string; onBack: () => void }) {
  const [sent, setSent] = useState<string>()
  const forgot = useWrite('accounts.password.forgot', { onDone: (_, { body }) => setSent(body.email) })
  return (
    <Door title={m.accounts_forgot_title()} about={m.accounts_forgot_about()}>
      <Form
        initial={{ email }}
        onSubmit={(body) => forgot.mutate({ body })}
        busy={forgot.isPending}
        problem={forgot.error}
      >
        <Fields>
          {sent && <Note tone="good">{m.accounts_forgot_sent({ email: sent })}</Note>}
          <TextField name="email" type="email" label={m.accounts_email()} autoComplete="username" required />
          <FormActions submit={m.accounts_forgot_send()} wide />
        </Fields>
      </Form>
      <div className={css.foot}>
        <button type="button" className={css.link} onClick={onBack}>
          {m.accounts_forgot_back()}
        </button>
      </div>
    </Door>
  )
}
