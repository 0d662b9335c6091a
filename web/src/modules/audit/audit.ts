import { IconHistory } from '@tabler/icons-react'
import type { Manifest } from '~/app/module'
import { m } from '~/lib/paraglide/messages'

/** Audit is the history of a project: who did what and when, and the way back. */
export const audit: Manifest = {
  name: 'audit',
  project: [
    { path: 'history', lazy: () => import('./entries/HistoryPage'), needs: 'history.view' },
    {
      path: 'history/compare',
      lazy: () => import('./differences/DifferencesPage'),
      needs: 'history.view',
    },
    { path: 'history/moment', lazy: () => import('./moment/MomentPage'), needs: 'history.view' },
    { path: 'history/deleted', lazy: () => import('./deleted/DeletedPage'), needs: 'history.view' },
    { path: 'history/proof', lazy: () => import('./proof/ProofPage'), needs: 'history.view' },
  ],
  nav: [
    {
      label: m.audit_nav,
      icon: IconHistory,
      to: 'history',
      order: 70,
      group: 'project',
      tab: true,
      needs: 'history.view',
    },
  ],
  follows: {
    'audit.entry': ['*'],
    'audit.version': ['*'],
    'audit.deleted': ['*'],
    'audit.mark': ['*'],
    'audit.difference': ['*'],
  },
}
