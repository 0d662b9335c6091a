import { Button } from '@mantine/core'
import { useState } from 'react'
import { useRead, useReady, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { Panel } from '~/ui/Page'
import { sayWrong } from '~/ui/toast'

/** ChangeEmail asks for another address to sign in with, and shows one that waits for its link. */
export function ChangeEmail() {
  const { person } = useReady('accounts.me.read').data
  const { data: security } = useRead('accounts.security.read')
  const [times, setTimes] = useState(0)
  const change = useWrite('accounts.email.change', {
    touches: ['accounts.security', 'accounts.event'],
    onDone: () => setTimes(times + 1),
  })
  const cancel = useWrite('accounts.email.cancel', { touches: ['accounts.security', 'accounts.event'] })
  const waiting = security?.new_email
  return (
    <Panel title={m.accounts_email_title()} under={m.accounts_email_about({ email: person.email })}>
      {waiting && (
        <Note>
          <p>{m.accounts_email_waiting({ email: waiting })}</p>
          <Button
            variant="default"
            size="compact-md"
            loading={cancel.isPending}
            onClick={() => cancel.mutate({}, { onError: sayWrong })}
          >
            {m.accounts_email_cancel()}
          </Button>
        </Note>
      )}
      <Form
        key={times}
        initial={{ email: '' }}
        onSubmit={(body) => change.mutate({ body })}
        busy={change.isPending}
        problem={change.error}
      >
        <Fields>
          <Fields side>
            <TextField
              name="email"
              type="email"
              label={m.accounts_email_new()}
              autoComplete="email"
              required
            />
          </Fields>
          <FormActions submit={m.accounts_email_change()} />
        </Fields>
      </Form>
    </Panel>
  )
}
