import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Answer } from '~/api/call'
import { reading } from '~/api/query'
import { speak } from '~/lib/locale'
import { safeNext } from '~/lib/next'

/** useEnter lets somebody in who has just signed in, and goes on to where they were going. */
export function useEnter(next: string | undefined) {
  const cache = useQueryClient()
  const navigate = useNavigate()
  return async (answer: Answer<'accounts.session.open'>) => {
    cache.clear()
    cache.setQueryData(reading('accounts.me.read').queryKey, answer)
    speak(answer.person.language)
    await navigate({ href: safeNext(next), replace: true })
  }
}
