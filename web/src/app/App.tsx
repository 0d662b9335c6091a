import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTheme } from '~/lib/theme'
import { theme, tokens } from '~/ui/theme'
import { cache } from './cache'
import { useConfirming } from './confirming'
import { router } from './router'

const Confirming = lazy(() => import('~/modules/accounts/confirm/Confirming'))
const Toasts = lazy(() => import('~/ui/Toasts'))

/** App is the whole client. */
export function App() {
  const { drawn } = useTheme()
  const asked = useConfirming()
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={tokens}
      forceColorScheme={drawn === 'dark' ? 'dark' : 'light'}
      deduplicateCssVariables={false}
    >
      <QueryClientProvider client={cache}>
        <RouterProvider router={router} />
        <Suspense>
          <Toasts />
          {asked && <Confirming onDone={asked} />}
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  )
}
