import { m } from '~/lib/paraglide/messages'
import { FollowPage } from './FollowPage'

/** StopEmailPage keeps the old address, by the link that was sent there. */
export default function StopEmailPage() {
  return (
    <FollowPage
      follow="accounts.email.stop"
      title={m.accounts_email_stop_title()}
      about={m.accounts_email_stop_about()}
      act={m.accounts_email_stop_act()}
      done={(email) => m.accounts_email_stopped({ email })}
    />
  )
}
