import { IconBinaryTree, IconFileImport, IconTable, IconTags } from '@tabler/icons-react'
import type { Manifest } from '~/app/module'
import { m } from '~/lib/paraglide/messages'
import type { Right } from '~/lib/rights'

const seen: readonly Right[] = ['registers.view', 'requirements.view']

/** firstRegister leads on to a register, whose screen is on its way meanwhile. */
const firstRegister = () => {
  void import('./list/RegisterPage')
  return import('./list/FirstRegister')
}

/** Registers are the lists that a project is run by, and the files that are brought into them. */
export const registers: Manifest = {
  name: 'registers',
  project: [
    { path: 'registers', lazy: firstRegister, needs: seen },
    { path: 'registers/$thing', lazy: () => import('./list/RegisterPage'), needs: seen },
    { path: 'tree', lazy: () => import('./tree/TreePage'), needs: 'registers.view' },
    { path: 'tags', lazy: () => import('./tags/TagsPage'), needs: 'registers.view' },
    { path: 'imports', lazy: () => import('./import/ImportsPage'), needs: 'registers.view' },
    { path: 'imports/new', lazy: () => import('./import/NewImportPage'), needs: 'registers.create' },
    { path: 'imports/$import', lazy: () => import('./import/ImportPage'), needs: 'registers.view' },
  ],
  nav: [
    {
      label: m.registers_nav_registers,
      icon: IconTable,
      to: 'registers',
      order: 20,
      group: 'registers',
      tab: true,
      needs: seen,
    },
    {
      label: m.tree_nav,
      icon: IconBinaryTree,
      to: 'tree',
      order: 21,
      group: 'registers',
      needs: 'registers.view',
    },
    { label: m.tags_nav, icon: IconTags, to: 'tags', order: 22, group: 'registers', needs: 'registers.view' },
    {
      label: m.registers_nav_imports,
      icon: IconFileImport,
      to: 'imports',
      order: 23,
      group: 'registers',
      needs: 'registers.view',
    },
  ],
  follows: {
    'registers.tree': ['registers.locations', 'registers.systems', 'registers.components'],
    'registers.tag': [
      'registers.systems',
      'registers.components',
      'registers.locations',
      'registers.tag_rules',
    ],
    'registers.alias': ['registers.systems', 'registers.components'],
    'registers.class': ['registers.own_classes'],
    'registers.value': [
      'registers.rows',
      'registers.systems',
      'registers.components',
      'registers.instruments',
      'registers.service_tasks',
      'registers.spare_parts',
      'registers.requirements',
      'registers.locations',
      'registers.types',
      'registers.disciplines',
      'registers.methods',
      'registers.phases',
      'registers.own_classes',
    ],
  },
}
