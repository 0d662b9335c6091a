import { IconCalendar, IconCalendarRepeat, IconFlag } from '@tabler/icons-react'
import type { Manifest } from '~/app/module'
import { m } from '~/lib/paraglide/messages'

const rows = [
  'registers.rows',
  'registers.phases',
  'issues.entries',
  'gates.rules',
  'gates.prerequisites',
  'gates.exceptions',
  'gates.acceptances',
]

/** Gates is the way through a project: what comes before what, and what is ready for its tests. */
export const gates: Manifest = {
  name: 'gates',
  project: [
    { path: 'gates', lazy: () => import('./gate/GatesPage'), needs: 'tests.view' },
    { path: 'gates/$gate', lazy: () => import('./gate/GatePage'), needs: 'tests.view' },
    { path: 'after', lazy: () => import('./after/AfterPage'), needs: 'tests.view' },
    { path: 'calendar', lazy: () => import('./calendar/CalendarPage'), needs: 'tests.view' },
    { path: 'calendar/new', lazy: () => import('./calendar/BookPage'), needs: 'tests.create' },
    { path: 'calendar/$booking', lazy: () => import('./calendar/BookingPage'), needs: 'tests.view' },
    {
      path: 'acceptances/$acceptance',
      lazy: () => import('./acceptance/AcceptancePage'),
      needs: 'tests.view',
    },
  ],
  nav: [
    { label: m.gates_nav, icon: IconFlag, to: 'gates', order: 36, group: 'plan', needs: 'tests.view' },
    {
      label: m.gates_nav_calendar,
      icon: IconCalendar,
      to: 'calendar',
      order: 37,
      group: 'plan',
      needs: 'tests.view',
    },
    {
      label: m.gates_nav_after,
      icon: IconCalendarRepeat,
      to: 'after',
      order: 39,
      group: 'plan',
      needs: 'tests.view',
    },
  ],
  follows: {
    'gates.gate': rows,
    'gates.readiness': rows,
    'gates.order': rows,
    'gates.after': ['registers.rows', 'registers.recurrences'],
    'gates.booking': ['gates.booked', 'gates.guests'],
    'gates.acceptance': ['gates.open_points'],
  },
}
