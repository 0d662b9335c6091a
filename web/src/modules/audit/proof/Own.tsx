import { m } from '~/lib/paraglide/messages'
import { Copyable } from '~/ui/Copyable'
import { Panel } from '~/ui/Page'
import type { Proof } from './State'

/** Own says how anybody checks the history of a package for themselves. */
export function Own({ proof }: { proof: Proof }) {
  return (
    <Panel title={m.proof_own()} under={m.proof_own_about()}>
      <Copyable text={`cxweb verify -key ${proof.key.public} PACKAGE.zip`} />
    </Panel>
  )
}
