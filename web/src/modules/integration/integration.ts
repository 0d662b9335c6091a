import { IconGridDots } from '@tabler/icons-react'
import type { Manifest } from '~/app/module'
import { m } from '~/lib/paraglide/messages'

/** Integration is the integrated systems tests: what each cause must lead to, and the tests of it. */
export const integration: Manifest = {
  name: 'integration',
  project: [
    { path: 'matrices', lazy: () => import('./list/MatricesPage'), needs: 'tests.view' },
    { path: 'matrices/$matrix', lazy: () => import('./matrix/MatrixPage'), needs: 'tests.view' },
    { path: 'matrices/rounds/$round', lazy: () => import('./round/RoundPage'), needs: 'tests.view' },
  ],
  nav: [
    {
      label: m.integration_nav,
      icon: IconGridDots,
      to: 'matrices',
      order: 33,
      group: 'tests',
      needs: 'tests.view',
    },
  ],
  follows: {
    'integration.matrix': [
      'integration.matrices',
      'integration.causes',
      'integration.effects',
      'integration.links',
      'integration.rounds',
    ],
    'integration.round': ['integration.rounds', 'integration.cells'],
  },
}
