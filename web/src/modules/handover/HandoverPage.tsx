import { m } from '~/lib/paraglide/messages'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import css from './handover.module.css'
import { Order } from './Order'
import { Packages } from './Packages'
import { Preflight } from './Preflight'
import { Receive } from './Receive'

/** HandoverPage is where a project is handed over, from what it still lacks to the file that leaves. */
export default function HandoverPage() {
  return (
    <Page>
      <PageHeader title={m.handover_title()} under={m.handover_about()} />
      <div className={css.parts}>
        <Preflight />
        <Order />
        <Packages />
        <Receive />
      </div>
    </Page>
  )
}
