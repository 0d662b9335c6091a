import { useState } from 'react'
import { useWrite } from '~/api/query'
import { today } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Dialog } from '~/ui/Dialog'
import { DateField } from '~/ui/form/DateField'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { Secret } from '~/ui/Secret'
import { ScopeFields } from './ScopeFields'
import { scopesOf, whole, wrongScopes } from './scopes'

/** NewToken makes an access token and shows it the only time it can be seen. */
export function NewToken({ onClose }: { onClose: () => void }) {
  const [id] = useState(uuid)
  const create = useWrite('accounts.token.create', { touches: ['accounts.event'] })
  const token = create.data?.token
  return (
    <Dialog title={m.ui_token_new()} stay={create.data !== undefined} onClose={onClose}>
      {token ? (
        <Secret once={m.ui_token_once()} text={token} done={m.ui_token_done()} onDone={onClose} />
      ) : (
        <Form
          initial={{ name: '', expires_at: null as string | null, ...whole }}
          check={wrongScopes}
          onSubmit={({ name, expires_at, ...chosen }) =>
            create.mutate({
              body: {
                id,
                name,
                scopes: scopesOf(chosen),
                expires_at: expires_at ? `${expires_at}T23:59:59Z` : null,
              },
            })
          }
          busy={create.isPending}
          problem={create.error}
        >
          <Fields>
            <TextField name="name" label={m.accounts_token_name()} maxLength={100} required />
            <DateField name="expires_at" label={m.ui_token_expires()} min={today()} />
            <ScopeFields />
            <FormActions submit={m.ui_token_create()} onCancel={onClose} />
          </Fields>
        </Form>
      )}
    </Dialog>
  )
}
