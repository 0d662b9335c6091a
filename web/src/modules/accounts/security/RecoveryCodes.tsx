import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '~/api/call'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { Dialog } from '~/ui/Dialog'
import form from '~/ui/form/form.module.css'
import { Panel } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { NewCodes } from './NewCodes'

/** RecoveryCodes tells how many codes are left for whoever loses the second factor, and makes new ones. */
export function RecoveryCodes({ security }: { security: Answer<'accounts.security.read'> }) {
  const [asking, setAsking] = useState(false)
  const renew = useWrite('accounts.code.renew', { touches: ['accounts.security', 'accounts.event'] })
  const none = !security.authenticator_at && security.passkeys.length === 0
  const close = () => {
    setAsking(false)
    renew.reset()
  }
  return (
    <Panel
      title={m.accounts_codes()}
      under={m.accounts_codes_about()}
      acts={
        <ActButton
          why={none ? m.accounts_codes_without() : undefined}
          variant="default"
          onClick={() => setAsking(true)}
        >
          {m.accounts_codes_renew()}
        </ActButton>
      }
    >
      <p className="muted">
        {none ? m.accounts_codes_without() : m.accounts_codes_left({ count: String(security.codes_left) })}
      </p>
      {asking && (
        <Dialog title={m.accounts_codes_renew()} stay onClose={close}>
          {renew.data ? (
            <NewCodes codes={renew.data.codes} onClose={close} />
          ) : (
            <>
              {renew.error && <ProblemNote problem={renew.error} />}
              <p>{m.accounts_codes_renew_about()}</p>
              <div className={form.actions}>
                <Button variant="default" onClick={close} disabled={renew.isPending}>
                  {m.ui_cancel()}
                </Button>
                <Button onClick={() => renew.mutate({})} loading={renew.isPending}>
                  {m.accounts_codes_renew()}
                </Button>
              </div>
            </>
          )}
        </Dialog>
      )}
    </Panel>
  )
}
