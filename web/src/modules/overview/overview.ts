import { IconLayoutDashboard } from '@tabler/icons-react'
import type { Manifest } from '~/app/module'
import { m } from '~/lib/paraglide/messages'

/** Overview is the front page of a project: how far it is, what is late, and what comes next. */
export const overview: Manifest = {
  name: 'overview',
  project: [{ path: '', lazy: () => import('./OverviewPage') }],
  nav: [{ label: m.overview_nav, icon: IconLayoutDashboard, to: '', order: 10, tab: true }],
  follows: {
    'registers.progress': ['registers.rows', 'registers.systems', 'registers.locations'],
    'registers.curve': ['registers.rows', 'registers.systems', 'registers.locations'],
    'registers.place': ['registers.rows', 'registers.systems', 'registers.locations'],
  },
}
