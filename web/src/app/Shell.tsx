import { Outlet, useLocation, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Line } from '~/api/live'
import { useLanguage } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { LineContext } from './line'
import { Menu } from './Menu'
import css from './shell.module.css'
import { TopBar } from './TopBar'

const Palette = lazy(() => import('./Palette'))

/** Shell is around every page for somebody who is signed in: the bar at the top, the menu, and the page. */
export function Shell() {
  useLanguage()
  const { project } = useParams({ strict: false }) as { project?: string }
  const { pathname } = useLocation()
  const [line, report] = useState<Line>()
  const held = useMemo(() => ({ line, report }), [line])
  const [searching, setSearching] = useState(false)
  const search = useCallback(() => setSearching(true), [])

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        search()
      }
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [search])

  // A new page begins at its top for the eye and the screen reader alike; the first one is left alone.
  const main = useRef<HTMLElement>(null)
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    main.current?.focus({ preventScroll: true })
  }, [pathname])

  return (
    <LineContext value={held}>
      <a className={css.skip} href="#content">
        {m.app_skip()}
      </a>
      <div className={css.shell}>
        <TopBar project={project} onSearch={search} />
        <Menu project={project} />
        <main id="content" ref={main} tabIndex={-1} className={css.main}>
          <Outlet />
        </main>
      </div>
      {searching && (
        <Suspense>
          <Palette project={project} onClose={() => setSearching(false)} />
        </Suspense>
      )}
    </LineContext>
  )
}
