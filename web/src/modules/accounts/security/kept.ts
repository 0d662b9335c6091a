import type { Answer } from '~/api/call'
import { m } from '~/lib/paraglide/messages'

type Security = Answer<'accounts.security.read'>

/** factors is how many second factors the reader has. */
export const factors = ({ authenticator_at, passkeys }: Security): number =>
  (authenticator_at ? 1 : 0) + passkeys.length

/** whyKept says why the last second factor cannot be taken away, where the reader's company demands one. */
export const whyKept = (security: Security): string | undefined =>
  security.demanded_by && factors(security) === 1
    ? m.accounts_second_kept({ company: security.demanded_by })
    : undefined
