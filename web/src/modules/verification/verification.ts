import { IconClipboardCheck } from '@tabler/icons-react'
import type { Manifest } from '~/app/module'
import { m } from '~/lib/paraglide/messages'

/** Verification is the work on site: what is to be tested, and what each test showed. */
export const verification: Manifest = {
  name: 'verification',
  project: [
    { path: 'tests', lazy: () => import('./mine/MyTestsPage'), needs: 'tests.view' },
    { path: 'tests/$row', lazy: () => import('./row/TestPage'), needs: 'tests.view' },
  ],
  nav: [
    {
      label: m.verification_nav,
      icon: IconClipboardCheck,
      to: 'tests',
      order: 30,
      tab: true,
      needs: 'tests.view',
    },
  ],
  follows: { 'verification.test': ['verification.photos'] },
}
