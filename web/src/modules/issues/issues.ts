import { IconMessageReport } from '@tabler/icons-react'
import type { Manifest } from '~/app/module'
import { m } from '~/lib/paraglide/messages'

/** Issues is the commissioning log: what was found, who is to remedy it, and who verified that it was. */
export const issues: Manifest = {
  name: 'issues',
  project: [
    { path: 'log', lazy: () => import('./list/LogPage'), needs: 'log.view' },
    { path: 'log/new', lazy: () => import('./raise/RaisePage'), needs: 'log.create' },
    { path: 'log/settings', lazy: () => import('./list/LogSettingsPage'), needs: 'project.administer' },
    { path: 'log/$entry', lazy: () => import('./entry/EntryPage'), needs: 'log.view' },
  ],
  nav: [{ label: m.issues_nav, icon: IconMessageReport, to: 'log', order: 35, tab: true, needs: 'log.view' }],
  follows: { 'issues.entry': ['issues.photos'], 'issues.figure': ['issues.entries'] },
}
