import type { AnyRouter } from '@tanstack/react-router'
import type { Answer } from '~/api/call'
import { call } from '~/api/call'
import { reading } from '~/api/query'
import { whenSignedOut } from '~/api/send'
import { speak } from '~/lib/locale'
import { forgetUnsent } from '~/lib/unsent'
import { cache } from './cache'

const me = reading('accounts.me.read')

/** Me is who is signed in. */
export type Me = Answer<'accounts.me.read'>['person']

/** whoAmI finds out who is signed in, once, and speaks their language from then on. */
export async function whoAmI(): Promise<Me> {
  const known = cache.getQueryData(me.queryKey)
  if (known) return known.person
  const { person } = await cache.fetchQuery(me)
  speak(person.language)
  return person
}

/** watchSession takes the reader to sign-in when the session ends under way, and back afterwards. */
export function watchSession(router: AnyRouter) {
  whenSignedOut(() => {
    if (!cache.getQueryData(me.queryKey)) return
    const next = router.state.location.href
    cache.clear()
    router.navigate({ to: '/sign-in', search: { next } })
  })
}

/** signOut ends the session and forgets everything that was read in it, and what was written and not sent. */
export async function signOut(router: AnyRouter) {
  await call('accounts.session.close')
  forgetUnsent()
  await router.navigate({ to: '/sign-in' })
  cache.clear()
}
