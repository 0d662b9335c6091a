import type { Icon } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Follows } from '~/api/live'
import type { Needs } from '~/lib/rights'

/** Page is one screen: where it is, and how to get it when it is first asked for. */
export type Page = {
  /** path is relative: to the project for a project's page, where '' is its front page; else to the root. */
  path: string
  lazy: () => Promise<{ default: ComponentType }>
  /** needs is the right without which the page does not exist for the reader. */
  needs?: Needs
}

/** Group is what some lines of the menu are about; a line of no group stands by itself. */
export type Group = 'registers' | 'design' | 'tests' | 'plan' | 'project'

/** Entry is one line of the menu. */
export type Entry = {
  label: () => string
  icon: Icon
  /** to is the path of the page it leads to, relative as the page's is. */
  to: string
  /** order places it among the entries of all modules, lowest first. */
  order: number
  /** group is what it stands with; the lines of a group follow each other. */
  group?: Group
  /** tab puts it among the four that a tablet held upright shows at the bottom. */
  tab?: boolean
  needs?: Needs
}

/** Manifest is everything that the client knows about a module. */
export type Manifest = {
  name: string
  /** open pages are met before signing in, home pages after, project pages inside a project. */
  open?: Page[]
  home?: Page[]
  project?: Page[]
  homeNav?: Entry[]
  nav?: Entry[]
  /** follows names the tables that a thing is made of, where its own name does not. */
  follows?: Follows
}
