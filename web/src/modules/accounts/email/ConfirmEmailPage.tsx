import { m } from '~/lib/paraglide/messages'
import { FollowPage } from './FollowPage'

/** ConfirmEmailPage makes a new address count, by the link that was sent there. */
export default function ConfirmEmailPage() {
  return (
    <FollowPage
      follow="accounts.email.confirm"
      title={m.accounts_email_confirm_title()}
      about={m.accounts_email_confirm_about()}
      act={m.accounts_email_confirm_act()}
      done={(email) => m.accounts_email_confirmed({ email })}
    />
  )
}
