import { m } from '~/lib/paraglide/messages'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Daily } from './Daily'
import { Kept } from './Kept'
import { Profile } from './Profile'

/** MePage is what the product knows of the reader and what they decide for themselves. */
export default function MePage() {
  return (
    <Page width="text">
      <PageHeader title={m.accounts_me_title()} />
      <Profile />
      <Daily />
      <Kept />
    </Page>
  )
}
