import { IconDots, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { reading } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import css from './menu.module.css'
import type { Entry } from './module'
import { entriesFor, homeEntries } from './nav'

const MoreSheet = lazy(() => import('./MoreSheet'))

const key = 'cxweb.menu'

/**
 * Menu leads to the screens: at the side on a desk, as a rail on a tablet held
 * sideways, at the bottom on one held upright. The style sheet alone decides.
 */
export function Menu({ project }: { project: string | undefined }) {
  const [collapsed, setCollapsed] = useState(() => localStorage.getItem(key) === 'collapsed')
  const [more, setMore] = useState(false)
  const { data: access } = useQuery({
    ...reading('projects.access.read', { path: { project: project ?? '-' } }),
    enabled: project !== undefined,
  })
  const entries = project ? (access ? entriesFor(access) : []) : homeEntries()
  const tabs = new Set(entries.length > 5 ? entries.filter(({ tab }) => tab).slice(0, 4) : entries)

  const line = (entry: Entry, inSheet = false) => (
    <li key={entry.to} data-tab={(!inSheet && tabs.has(entry)) || undefined}>
      <Link
        to={project ? `/projects/${project}/${entry.to}` : `/${entry.to}`}
        activeOptions={{ exact: entry.to === '' || project === undefined }}
        className={css.entry}
        onClick={() => setMore(false)}
      >
        <entry.icon size={20} stroke={1.75} aria-hidden />
        <span>{entry.label()}</span>
      </Link>
    </li>
  )
  const fold = () => {
    localStorage.setItem(key, collapsed ? '' : 'collapsed')
    setCollapsed(!collapsed)
  }
  const Fold = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse

  return (
    <nav className={css.menu} aria-label={m.app_nav_main()} data-collapsed={collapsed || undefined}>
      <ul>
        {entries.map((entry) => line(entry))}
        {tabs.size < entries.length && (
          <li className={css.more} data-tab>
            <button type="button" className={css.entry} onClick={() => setMore(true)} aria-haspopup="dialog">
              <IconDots size={20} stroke={1.75} aria-hidden />
              <span>{m.app_nav_more()}</span>
            </button>
          </li>
        )}
      </ul>
      <button
        type="button"
        className={css.fold}
        onClick={fold}
        aria-label={collapsed ? m.app_nav_expand() : m.app_nav_collapse()}
      >
        <Fold size={18} stroke={1.75} aria-hidden />
      </button>
      {more && (
        <Suspense>
          <MoreSheet onClose={() => setMore(false)}>
            <ul className={css.sheet}>
              {entries.filter((entry) => !tabs.has(entry)).map((entry) => line(entry, true))}
            </ul>
          </MoreSheet>
        </Suspense>
      )}
    </nav>
  )
}
