import { Button } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type Body, call } from '~/api/call'
import type { Problem } from '~/api/problem'
import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { ErrorState } from '~/ui/ErrorState'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { PasswordField } from '~/ui/form/PasswordField'
import { TextField } from '~/ui/form/TextField'
import { ProblemNote } from '~/ui/ProblemNote'
import { Lines } from '~/ui/Skeletons'
import { passkeys, showPasskey } from '../session/passkey'

/** Confirming asks once more who the reader is, before something dangerous that they asked for is done. */
export default function Confirming({ onDone }: { onDone: (confirmed: boolean) => void }) {
  const { data, error, refetch } = useRead('accounts.security.read')
  const confirm = useMutation<undefined, Problem, Body<'accounts.me.confirm'>>({
    mutationFn: (body) => call('accounts.me.confirm', { body }),
    onSuccess: () => onDone(true),
  })
  const passkey = useMutation<undefined, Problem>({
    mutationFn: async () => call('accounts.me.confirm', { body: await showPasskey() }),
    onSuccess: () => onDone(true),
  })
  return (
    <Dialog title={m.accounts_confirm_title()} stay onClose={() => onDone(false)}>
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={3} />
      ) : (
        <Form
          initial={{ password: '', code: '' }}
          onSubmit={({ password, code }) => confirm.mutate(data.password ? { password } : { code })}
          busy={confirm.isPending}
          problem={confirm.error}
        >
          <Fields>
            <p className="muted">{m.accounts_confirm_about()}</p>
            {data.passkeys.length > 0 && passkeys() && (
              <>
                {passkey.error && <ProblemNote problem={passkey.error} />}
                <Button
                  variant="default"
                  leftSection={<IconKey size={16} aria-hidden />}
                  loading={passkey.isPending}
                  onClick={() => passkey.mutate()}
                >
                  {m.accounts_confirm_passkey()}
                </Button>
              </>
            )}
            {data.password ? (
              <PasswordField
                name="password"
                label={m.accounts_password()}
                autoComplete="current-password"
                required
              />
            ) : (
              <TextField name="code" label={m.accounts_code()} autoComplete="one-time-code" required />
            )}
            <FormActions submit={m.accounts_confirm_act()} onCancel={() => onDone(false)} />
          </Fields>
        </Form>
      )}
    </Dialog>
  )
}
