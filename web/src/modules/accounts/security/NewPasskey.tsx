import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Answer, call } from '~/api/call'
import type { Problem } from '~/api/problem'
import { refresh } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { say } from '~/ui/toast'
import { makePasskey } from '../session/passkey'
import { deviceName } from './device'
import { NewCodes } from './NewCodes'

/** NewPasskey has this device, or one beside it, make a passkey. */
export function NewPasskey({ onClose }: { onClose: () => void }) {
  const cache = useQueryClient()
  const [codes, setCodes] = useState<readonly string[]>([])
  const add = useMutation<Answer<'accounts.passkey.add'>, Problem, { name: string }>({
    mutationFn: async ({ name }) =>
      call('accounts.passkey.add', { body: { name, ...(await makePasskey()) } }),
    onSuccess: async (made) => {
      await refresh(cache, ['accounts.security', 'accounts.session', 'accounts.event'])
      say(m.accounts_passkey_added())
      if (made.codes.length === 0) onClose()
      setCodes(made.codes)
    },
  })
  return (
    <Dialog title={codes.length > 0 ? m.accounts_codes() : m.accounts_passkey_add()} stay onClose={onClose}>
      {codes.length > 0 ? (
        <NewCodes codes={codes} onClose={onClose} />
      ) : (
        <Form
          initial={{ name: deviceName(navigator.userAgent) }}
          onSubmit={add.mutate}
          busy={add.isPending}
          problem={add.error}
        >
          <Fields>
            <p className="muted">{m.accounts_passkey_add_about()}</p>
            <TextField name="name" label={m.accounts_passkey_name()} maxLength={80} required />
            <FormActions submit={m.accounts_passkey_add()} onCancel={onClose} />
          </Fields>
        </Form>
      )}
    </Dialog>
  )
}
