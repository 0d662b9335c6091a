import { IconFolders, IconSettings, IconUsers } from '@tabler/icons-react'
import type { Manifest } from '~/app/module'
import { m } from '~/lib/paraglide/messages'

/** Projects are where people meet: the projects themselves, who is on them, and what each may do. */
export const projects: Manifest = {
  name: 'projects',
  open: [{ path: '/developer/mail', lazy: () => import('./developer/DeveloperMailPage') }],
  home: [
    { path: '/projects', lazy: () => import('./project/ProjectsPage') },
    { path: '/projects/new', lazy: () => import('./create/CreateProjectPage') },
  ],
  project: [
    { path: 'members', lazy: () => import('./member/MembersPage'), needs: 'members.view' },
    { path: 'settings', lazy: () => import('./project/ProjectSettingsPage'), needs: 'project.view' },
  ],
  homeNav: [{ label: m.projects_nav_projects, icon: IconFolders, to: 'projects', order: 10 }],
  nav: [
    {
      label: m.projects_nav_members,
      icon: IconUsers,
      to: 'members',
      order: 80,
      group: 'project',
      needs: 'members.view',
    },
    {
      label: m.projects_nav_settings,
      icon: IconSettings,
      to: 'settings',
      order: 90,
      group: 'project',
      needs: 'project.view',
    },
  ],
  follows: { 'projects.access': ['projects.members'] },
}
