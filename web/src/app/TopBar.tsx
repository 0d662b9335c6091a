import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { use } from 'react'
import { m } from '~/lib/paraglide/messages'
import { Logo } from '~/ui/Logo'
import { ThemeMenu } from '~/ui/ThemeMenu'
import { LineContext } from './line'
import { MeMenu } from './MeMenu'
import { ProjectSwitch } from './ProjectSwitch'
import css from './shell.module.css'
import { TasksMenu } from './TasksMenu'

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
      <ProjectSwitch project={project} />
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
      {project && <TasksMenu project={project} />}
      <ThemeMenu />
      <MeMenu />
    </header>
  )
}
