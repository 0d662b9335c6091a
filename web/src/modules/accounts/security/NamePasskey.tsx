import type { Answer } from '~/api/call'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'

/** NamePasskey gives a passkey another name. */
export function NamePasskey({
  passkey,
  onClose,
}: {
  passkey: Answer<'accounts.security.read'>['passkeys'][number]
  onClose: () => void
}) {
  const name = useWrite('accounts.passkey.name', {
    touches: ['accounts.security', 'accounts.event'],
    onDone: onClose,
  })
  return (
    <Dialog title={m.accounts_passkey_name_act()} onClose={onClose}>
      <Form
        initial={{ name: passkey.name }}
        onSubmit={(body) => name.mutate({ path: { passkey: passkey.id }, body })}
        busy={name.isPending}
        problem={name.error}
      >
        <Fields>
          <TextField name="name" label={m.accounts_passkey_name()} maxLength={80} required />
          <FormActions submit={m.ui_save()} onCancel={onClose} />
        </Fields>
      </Form>
    </Dialog>
  )
}
