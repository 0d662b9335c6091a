import { useState } from 'react'
import { useReady, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { PasswordField } from '~/ui/form/PasswordField'
import { Panel } from '~/ui/Page'
import { say } from '~/ui/toast'
import { NewPasswordField } from '../password/NewPasswordField'
import { passwordWrong } from '../password/rules'

/** Password changes one's own password. */
export function Password() {
  const { person } = useReady('accounts.me.read').data
  const [times, setTimes] = useState(0)
  const change = useWrite('accounts.me.change_password', {
    touches: ['accounts.session', 'accounts.security', 'accounts.event'],
    onDone: () => {
      setTimes(times + 1)
      say(m.accounts_password_changed())
    },
  })
  return (
    <Panel title={m.accounts_change_password()} under={m.accounts_change_password_about()}>
      <Form
        key={times}
        initial={{ current: '', password: '' }}
        check={({ password }) => passwordWrong(password, person)}
        onSubmit={(body) => change.mutate({ body })}
        busy={change.isPending}
        problem={change.error}
      >
        <Fields>
          <Fields side>
            <PasswordField
              name="current"
              label={m.accounts_current_password()}
              autoComplete="current-password"
              required
            />
            <NewPasswordField label={m.accounts_new_password()} email={person.email} name={person.name} />
          </Fields>
          <FormActions submit={m.accounts_change_password()} />
        </Fields>
      </Form>
    </Panel>
  )
}
