import { Button } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '~/api/call'
import { call } from '~/api/call'
import type { Problem } from '~/api/problem'
import { useRead, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { PasswordField } from '~/ui/form/PasswordField'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { ProblemNote } from '~/ui/ProblemNote'
import { Door } from '../Door'
import css from '../door.module.css'
import { ForgotPassword } from '../password/ForgotPassword'
import { CompanySignIn } from './CompanySignIn'
import { passkeys, showPasskey } from './passkey'
import { SecondStep } from './SecondStep'
import { useEnter } from './useEnter'

/** SignInPage opens a session, and goes on to where the reader was going. */
export default function SignInPage() {
  const { next, changed } = useSearch({ strict: false }) as { next?: string; changed?: boolean }
  const [forgot, setForgot] = useState<string>()
  const [known, setKnown] = useState({ email: '', password: '' })
  const enter = useEnter(next)
  const { data: company } = useRead('accounts.company.offer')
  const open = useWrite('accounts.session.open', { onDone: enter })
  const passkey = useMutation<Answer<'accounts.passkey.open'>, Problem>({
    mutationFn: async () => call('accounts.passkey.open', { body: await showPasskey() }),
    onSuccess: enter,
  })
  if (forgot !== undefined) return <ForgotPassword email={forgot} onBack={() => setForgot(undefined)} />

  const step = open.error?.reason === 'second-factor' ? open.error : undefined
  if (step) {
    return (
      <SecondStep
        ways={step.ways}
        send={(code) => call('accounts.session.open', { body: { ...known, code } })}
        onEnter={enter}
        onBack={open.reset}
      />
    )
  }
  return (
    <Door title={m.accounts_sign_in()} about={m.accounts_sign_in_about()}>
      <Form
        initial={known}
        onChange={setKnown}
        onSubmit={(body) => open.mutate({ body })}
        busy={open.isPending}
        problem={open.error}
      >
        <Fields>
          {changed && <Note tone="good">{m.accounts_reset_done()}</Note>}
          <TextField
            name="email"
            type="email"
            label={m.accounts_email()}
            autoComplete="username webauthn"
            required
          />
          <PasswordField
            name="password"
            label={m.accounts_password()}
            autoComplete="current-password"
            required
          />
          <FormActions submit={m.accounts_sign_in()} wide />
        </Fields>
      </Form>
      {passkeys() && (
        <div className={css.other}>
          {passkey.error && <ProblemNote problem={passkey.error} />}
          <Button
            variant="default"
            fullWidth
            leftSection={<IconKey size={16} aria-hidden />}
            loading={passkey.isPending}
            onClick={() => passkey.mutate()}
          >
            {m.accounts_passkey_use()}
          </Button>
        </div>
      )}
      {company?.offered && <CompanySignIn email={known.email} next={next} />}
      <div className={css.foot}>
        <button type="button" className={css.link} onClick={() => setForgot(known.email)}>
          {m.accounts_forgot()}
        </button>
      </div>
    </Door>
  )
}
