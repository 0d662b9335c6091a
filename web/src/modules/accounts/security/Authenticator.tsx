import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '~/api/call'
import { useWrite } from '~/api/query'
import { formatDate } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { Confirm } from '~/ui/Confirm'
import { Panel } from '~/ui/Page'
import { say } from '~/ui/toast'
import { whyKept } from './kept'
import { NewAuthenticator } from './NewAuthenticator'

/** Authenticator is the app that shows codes: set up, or taken away. */
export function Authenticator({ security }: { security: Answer<'accounts.security.read'> }) {
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const since = security.authenticator_at
  const remove = useWrite('accounts.authenticator.remove', {
    touches: ['accounts.security', 'accounts.session', 'accounts.event'],
    onDone: () => {
      setLeaving(false)
      say(m.accounts_app_removed())
    },
  })
  return (
    <Panel
      title={m.accounts_app()}
      under={m.accounts_app_about()}
      acts={
        since ? (
          <ActButton why={whyKept(security)} variant="default" onClick={() => setLeaving(true)}>
            {m.accounts_app_remove()}
          </ActButton>
        ) : (
          <Button onClick={() => setAdding(true)}>{m.accounts_app_add()}</Button>
        )
      }
    >
      <p className="muted">
        {since ? m.accounts_app_since({ date: formatDate(since) }) : m.accounts_app_none()}
      </p>
      {adding && <NewAuthenticator onClose={() => setAdding(false)} />}
      <Confirm
        opened={leaving}
        title={m.accounts_app_remove_title()}
        act={m.accounts_app_remove()}
        onConfirm={() => remove.mutate({})}
        onClose={() => setLeaving(false)}
        busy={remove.isPending}
        problem={remove.error}
      >
        <p>{m.accounts_app_remove_about()}</p>
      </Confirm>
    </Panel>
  )
}
