import { IconDots, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { reading } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import css from './menu.module.css'
import type { Entry } from './module'
import { entriesFor, groupAt, groups, homeEntries, type Part, partsOf } from './nav'

const MoreSheet = lazy(() => import('./MoreSheet'))

const key = 'cxweb.menu'

/**
 * Menu leads to the screens: at the side on a desk, as a rail on a tablet held
 * sideways, at the bottom on one held upright. The style sheet alone decides.
 * On the rail each group is one line, which leads to its first screen, and the
 * group that one is in stands open.
 */
export function Menu({ project }: { project: string | undefined }) {
  const [collapsed, setCollapsed] = useState(() => localStorage.getItem(key) === 'collapsed')
  const [more, setMore] = useState(false)
  const { data: access } = useQuery({
    ...reading('projects.access.read', { path: { project: project ?? '-' } }),
    enabled: project !== undefined,
  })
  const entries = project ? (access ? entriesFor(access) : []) : homeEntries()
  const { pathname } = useLocation()
  const now = project ? groupAt(pathname.slice(`/projects/${project}/`.length)) : undefined
  const tabs = new Set(entries.length > 5 ? entries.filter(({ tab }) => tab).slice(0, 4) : entries)

  const to = (entry: Entry) => (project ? `/projects/${project}/${entry.to}` : `/${entry.to}`)
  const line = (entry: Entry, inSheet = false) => (
    <li key={entry.to} data-tab={(!inSheet && tabs.has(entry)) || undefined}>
      <Link
        to={to(entry)}
        activeOptions={{ exact: entry.to === '' || project === undefined }}
        className={css.entry}
        onClick={() => setMore(false)}
      >
        <entry.icon size={20} stroke={1.75} aria-hidden />
        <span>{entry.label()}</span>
      </Link>
    </li>
  )
  const part = ({ group, entries }: Part) => {
    const [first] = entries
    if (!group || !first) return entries.map((entry) => line(entry))
    const { label, icon: Mark } = groups[group]
    return (
      <li key={group} className={css.group} data-open={group === now || undefined}>
        <Link to={to(first)} className={`${css.entry} ${css.head}`}>
          <Mark size={20} stroke={1.75} aria-hidden />
          <span>{label()}</span>
        </Link>
        <ul aria-label={label()}>{entries.map((entry) => line(entry))}</ul>
      </li>
    )
  }
  const fold = () => {
    localStorage.setItem(key, collapsed ? '' : 'collapsed')
    setCollapsed(!collapsed)
  }
  const Fold = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse

  return (
    <nav className={css.menu} aria-label={m.app_nav_main()} data-collapsed={collapsed || undefined}>
      <ul>
        {partsOf(entries).map(part)}
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
            <div className={css.sheet}>
              {partsOf(entries.filter((entry) => !tabs.has(entry))).map(({ group, entries }) => (
                <section key={entries[0]?.to}>
                  {group && <h3>{groups[group].label()}</h3>}
                  <ul>{entries.map((entry) => line(entry, true))}</ul>
                </section>
              ))}
            </div>
          </MoreSheet>
        </Suspense>
      )}
    </nav>
  )
}
