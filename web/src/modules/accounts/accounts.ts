import { IconUser } from '@tabler/icons-react'
import type { Manifest } from '~/app/module'
import { m } from '~/lib/paraglide/messages'

/** Accounts are the people: signing in, invitations, and one's own page. */
export const accounts: Manifest = {
  name: 'accounts',
  open: [
    { path: '/sign-in', lazy: () => import('./session/SignInPage') },
    { path: '/sign-in/company', lazy: () => import('./session/CompanyPage') },
    { path: '/invitation', lazy: () => import('./invitation/InvitationPage') },
    { path: '/reset', lazy: () => import('./password/ResetPage') },
    { path: '/email', lazy: () => import('./email/ConfirmEmailPage') },
    { path: '/email_stop', lazy: () => import('./email/StopEmailPage') },
  ],
  home: [
    { path: '/me', lazy: () => import('./me/MePage') },
    { path: '/me/security', lazy: () => import('./security/SecurityPage') },
  ],
  homeNav: [{ label: m.accounts_nav_me, icon: IconUser, to: 'me', order: 90 }],
}
