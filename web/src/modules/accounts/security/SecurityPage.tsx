import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Back } from '~/ui/Back'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { ChangeEmail } from '../email/ChangeEmail'
import { Authenticator } from './Authenticator'
import { Demanded } from './Demanded'
import { Events } from './Events'
import { Passkeys } from './Passkeys'
import { Password } from './Password'
import { RecoveryCodes } from './RecoveryCodes'
import { Sessions } from './Sessions'
import { Tokens } from './Tokens'

/** SecurityPage is all that keeps an account its owner's: password, second factors, sessions, tokens, and what was done. */
export default function SecurityPage() {
  const { data, error, refetch } = useRead('accounts.security.read')
  return (
    <Page width="text">
      <Back to="/me">{m.accounts_me_title()}</Back>
      <PageHeader title={m.accounts_security_title()} />
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={8} />
      ) : (
        <>
          <Demanded security={data} />
          <Authenticator security={data} />
          <Passkeys security={data} />
          <RecoveryCodes security={data} />
          <Password />
          <ChangeEmail />
          <Sessions />
          <Tokens />
          <Events />
        </>
      )}
    </Page>
  )
}
