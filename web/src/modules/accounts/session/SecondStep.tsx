import { Button } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type Answer, call } from '~/api/call'
import type { Problem } from '~/api/problem'
import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { ProblemNote } from '~/ui/ProblemNote'
import { Door } from '../Door'
import css from '../door.module.css'
import { passkeys, showPasskey } from './passkey'

type Welcome = Answer<'accounts.session.open'>

/** SecondStep asks whoever has shown the password for the second factor: a code, a passkey, or a recovery code. */
export function SecondStep({
  ways,
  send,
  onEnter,
  onBack,
}: {
  ways: readonly string[]
  /** send sends once more what was refused, with a code. */
  send: (code: string) => Promise<Welcome>
  onEnter: (answer: Welcome) => unknown
  onBack: () => void
}) {
  const [recovering, setRecovering] = useState(!ways.includes('code'))
  const open = useMutation<Welcome, Problem, string>({ mutationFn: send, onSuccess: onEnter })
  const passkey = useMutation<Welcome, Problem>({
    mutationFn: async () => call('accounts.passkey.open', { body: await showPasskey() }),
    onSuccess: onEnter,
  })
  const byPasskey = ways.includes('passkey') && passkeys()
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the other kind of code has a field of its own
  useEffect(() => box.current?.querySelector('input')?.focus(), [recovering])
  const typed = ways.includes('code') || ways.includes('recovery')
  return (
    <Door
      title={m.accounts_second_title()}
      about={recovering ? m.accounts_second_recovery_about() : m.accounts_second_code_about()}
    >
      {typed && (
        <div ref={box}>
          <Form
            key={String(recovering)}
            initial={{ code: '' }}
            onSubmit={({ code }) => open.mutate(code)}
            busy={open.isPending}
            problem={open.error}
          >
            <Fields>
              <TextField
                name="code"
                label={recovering ? m.accounts_recovery_code() : m.accounts_code()}
                autoComplete="one-time-code"
                maxLength={40}
                required
              />
              <FormActions submit={m.accounts_sign_in()} wide />
            </Fields>
          </Form>
        </div>
      )}
      {byPasskey && (
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
      <div className={css.foot}>
        {ways.includes('code') && ways.includes('recovery') && (
          <button type="button" className={css.link} onClick={() => setRecovering(!recovering)}>
            {recovering ? m.accounts_second_use_app() : m.accounts_second_use_recovery()}
          </button>
        )}
        <button type="button" className={css.link} onClick={onBack}>
          {m.accounts_forgot_back()}
        </button>
      </div>
    </Door>
  )
}
