import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Panel } from '~/ui/Page'

/** Kept tells in a line how well the account is kept, and leads to where that is decided. */
export function Kept() {
  const { data } = useRead('accounts.security.read')
  const second = data && (data.authenticator_at || data.passkeys.length > 0)
  return (
    <Panel
      title={m.accounts_security_title()}
      under={m.accounts_security_about()}
      acts={
        <Button component={Link} to="/me/security" variant="default">
          {m.accounts_security_open()}
        </Button>
      }
    >
      {data && <p>{second ? m.accounts_security_second() : m.accounts_security_no_second()}</p>}
    </Panel>
  )
}
