import { IconRoute } from '@tabler/icons-react'
import type { Manifest } from '~/app/module'
import { m } from '~/lib/paraglide/messages'

/** Design is the basis of design: how the designer meets each requirement, and whose turn it is. */
export const design: Manifest = {
  name: 'design',
  project: [
    { path: 'basis', lazy: () => import('./list/BasisPage'), needs: 'requirements.view' },
    { path: 'trace', lazy: () => import('./trace/TracePage'), needs: 'requirements.view' },
    { path: 'basis/$answer', lazy: () => import('./answer/AnswerPage'), needs: 'requirements.view' },
  ],
  nav: [
    {
      label: m.design_nav,
      icon: IconRoute,
      to: 'basis',
      order: 26,
      group: 'design',
      needs: 'requirements.view',
    },
  ],
  follows: {
    'design.figure': ['design.answers'],
    'design.answer': ['registers.requirements'],
    'design.trace': ['*'],
  },
}
