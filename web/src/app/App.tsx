import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTheme } from '~/lib/theme'
import { theme, tokens } from '~/ui/theme'
import { cache } from './cache'
import { router } from './router'

const Toasts = lazy(() => import('~/ui/Toasts'))

/** App is the whole client. */
export function App() {
  const { drawn } = useTheme()
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
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  )
}
