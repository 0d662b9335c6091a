import { IconArrowsShuffle, IconClipboardCheck, IconListCheck } from '@tabler/icons-react'
import type { Manifest } from '~/app/module'
import { m } from '~/lib/paraglide/messages'

/** Verification is the work on site: what is to be tested, and what each test showed. */
export const verification: Manifest = {
  name: 'verification',
  project: [
    { path: 'tests', lazy: () => import('./mine/MyTestsPage'), needs: 'tests.view' },
    { path: 'tests/$row', lazy: () => import('./row/TestPage'), needs: 'tests.view' },
    { path: 'tests/runs/$run', lazy: () => import('./run/RunPage'), needs: 'tests.view' },
    { path: 'procedures', lazy: () => import('./procedure/ProceduresPage'), needs: 'tests.view' },
    { path: 'procedures/generation', lazy: () => import('./generation/GenerationPage'), needs: 'tests.view' },
    { path: 'samples', lazy: () => import('./sample/SamplesPage'), needs: 'tests.view' },
    { path: 'samples/$sample', lazy: () => import('./sample/SamplePage'), needs: 'tests.view' },
    { path: 'procedures/$procedure', lazy: () => import('./procedure/ProcedurePage'), needs: 'tests.view' },
  ],
  nav: [
    {
      label: m.verification_nav,
      icon: IconClipboardCheck,
      to: 'tests',
      order: 30,
      group: 'tests',
      tab: true,
      needs: 'tests.view',
    },
    {
      label: m.verification_nav_procedures,
      icon: IconListCheck,
      to: 'procedures',
      order: 31,
      group: 'tests',
      needs: 'tests.view',
    },
    {
      label: m.verification_samples,
      icon: IconArrowsShuffle,
      to: 'samples',
      order: 32,
      group: 'tests',
      needs: 'tests.view',
    },
  ],
  follows: {
    'verification.test': ['verification.photos'],
    'verification.run': [
      'verification.tests',
      'verification.answers',
      'verification.signatures',
      'verification.photos',
      'verification.procedures',
      'verification.editions',
      'verification.attachments',
    ],
    'verification.procedure': ['verification.editions', 'verification.attachments'],
    'verification.edition': ['verification.steps'],
    'verification.generation': [
      'verification.procedures',
      'verification.editions',
      'verification.attachments',
      'verification.assignments',
      'registers.systems',
      'registers.rows',
    ],
    'verification.sample': ['verification.sample_units'],
    'verification.shelf': ['verification.procedures'],
    'verification.instrument': ['verification.answers'],
  },
}
