import { QueryClient } from '@tanstack/react-query'
import { Problem } from '~/api/problem'

/** passing tells whether asking again may help, because the server could not answer just then. */
const passing = (error: unknown) =>
  error instanceof Problem && (error.kind === 'unreachable' || error.kind === 'unavailable')

/** cache keeps what the server answered; live changes and writes say what to ask for again. */
export const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      networkMode: 'always',
      retry: (failures, error) => passing(error) && failures < 2,
    },
    mutations: { networkMode: 'always' },
  },
})
