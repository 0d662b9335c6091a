import { Button } from '@mantine/core'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { Problem } from '~/api/problem'
import { m } from '~/lib/paraglide/messages'
import { ErrorState } from '~/ui/ErrorState'
import { cache } from './cache'

const Home = () => (
  <Button component={Link} to="/projects">
    {m.app_home()}
  </Button>
)

const Secure = () => (
  <Button component={Link} to="/me/security">
    {m.app_secure()}
  </Button>
)

/** Wrong is shown in place of a page that could not be drawn. */
export function Wrong({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const again = async () => {
    await cache.resetQueries({ predicate: ({ state }) => state.status === 'error' })
    reset()
    await router.invalidate()
  }
  const lost = error instanceof Problem && (error.kind === 'not-found' || error.kind === 'denied')
  if (error instanceof Problem && error.reason === 'second-factor')
    return <ErrorState page error={error} acts={<Secure />} />
  return <ErrorState page error={error} {...(lost ? { acts: <Home /> } : { onRetry: again })} />
}

/** Missing is shown for an address that leads nowhere. */
export function Missing() {
  return <ErrorState page error={new Problem({ type: '/problems/not-found' })} acts={<Home />} />
}
