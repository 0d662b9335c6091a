import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, use } from 'react'
import { m } from '~/lib/paraglide/messages'
import { Logo } from '~/ui/Logo'
import { LineContext } from './line'
import css from './shell.module.css'

const ProjectSwitch = lazy(() => import('./ProjectSwitch'))
const TopMenus = lazy(() => import('./TopMenus'))

const lines = {
  open: { word: m.app_line_open, about: m.app_line_open_about },
  waiting: { word: m.app_line_waiting, about: m.app_line_open_about },
  lost: { word: m.app_line_lost, about: m.app_line_lost_about },
}

/** TopBar says which project one is in, and holds what is needed on every page. */
export function TopBar({ project, onSearch }: { project: string | undefined; onSearch: () => void }) {
  const { line } = use(LineContext)
  return (
    <header className={css.top}>
      <Link to="/projects" className={css.brand}>
        <Logo />
        <span>{m.app_name()}</span>
        <b className="unseen">, {m.app_all_projects()}</b>
      </Link>
      <Suspense>
        <ProjectSwitch project={project} />
      </Suspense>
      <div className={css.gap} />
      {line && (
        <span
          className={`${css.line} ${css.wide}`}
          data-line={line}
          role="status"
          title={lines[line].about()}
        >
          {lines[line].word()}
        </span>
      )}
      <button type="button" className={css.find} onClick={onSearch} aria-keyshortcuts="Control+K">
        <IconSearch size={18} stroke={1.75} aria-hidden />
        <span>{m.app_search()}</span>
        <kbd aria-hidden>Ctrl K</kbd>
      </button>
      <div className={css.menus} data-tasks={project ? true : undefined}>
        <Suspense>
          <TopMenus project={project} />
        </Suspense>
      </div>
    </header>
  )
}
