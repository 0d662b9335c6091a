import { IconPackageExport } from '@tabler/icons-react'
import type { Manifest } from '~/app/module'
import { m } from '~/lib/paraglide/messages'
import type { Right } from '~/lib/rights'

const met: readonly Right[] = ['exports.view', 'exports.export']

/** Handover is how a project leaves: what it lacks before that, the packages of it, and taking one in. */
export const handover: Manifest = {
  name: 'handover',
  project: [{ path: 'handover', lazy: () => import('./HandoverPage'), needs: met }],
  nav: [
    { label: m.handover_nav, icon: IconPackageExport, to: 'handover', order: 38, group: 'plan', needs: met },
  ],
}
