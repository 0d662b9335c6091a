import { useEffect, useState } from 'react'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { ProblemNote } from '~/ui/ProblemNote'
import { Lines } from '~/ui/Skeletons'
import { say } from '~/ui/toast'
import { NewCodes } from './NewCodes'
import css from './security.module.css'

/** NewAuthenticator sets an app up: the reader scans or types the secret, and shows that the app gives right codes. */
export function NewAuthenticator({ onClose }: { onClose: () => void }) {
  const [codes, setCodes] = useState<readonly string[]>([])
  const { mutate, data, error } = useWrite('accounts.authenticator.begin')
  useEffect(() => mutate({}), [mutate])
  const confirm = useWrite('accounts.authenticator.confirm', {
    touches: ['accounts.security', 'accounts.session', 'accounts.event'],
    onDone: (made) => {
      say(m.accounts_app_added())
      if (made.codes.length === 0) onClose()
      setCodes(made.codes)
    },
  })
  if (codes.length > 0) {
    return (
      <Dialog title={m.accounts_codes()} stay onClose={onClose}>
        <NewCodes codes={codes} onClose={onClose} />
      </Dialog>
    )
  }
  return (
    <Dialog title={m.accounts_app_add()} stay onClose={onClose}>
      {error ? (
        <ProblemNote problem={error} />
      ) : !data ? (
        <Lines count={6} />
      ) : (
        <Form
          initial={{ code: '' }}
          onSubmit={(body) => confirm.mutate({ body })}
          busy={confirm.isPending}
          problem={confirm.error}
        >
          <Fields>
            <p>{m.accounts_app_scan()}</p>
            <svg
              className={css.picture}
              viewBox={`0 0 ${data.picture.size} ${data.picture.size}`}
              role="img"
              aria-label={m.accounts_app_picture()}
            >
              <rect width="100%" height="100%" fill="#fff" />
              <path d={data.picture.path} fill="#000" shapeRendering="crispEdges" />
            </svg>
            <p className={css.typed}>
              {m.accounts_app_type()} <code>{data.secret.match(/.{4}/g)?.join(' ')}</code>
            </p>
            <TextField
              name="code"
              label={m.accounts_code()}
              description={m.accounts_app_code_hint()}
              autoComplete="one-time-code"
              maxLength={10}
              required
            />
            <FormActions submit={m.accounts_app_confirm()} onCancel={onClose} />
          </Fields>
        </Form>
      )}
    </Dialog>
  )
}
