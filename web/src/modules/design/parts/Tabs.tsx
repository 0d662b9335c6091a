import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import css from './parts.module.css'

/** Tabs lead between the basis of design and the traceability matrix. */
export function Tabs() {
  const project = useProject()
  return (
    <nav className={css.tabs} aria-label={m.design_title()}>
      <Link to={`/projects/${project}/basis`} activeOptions={{ exact: true, includeSearch: false }}>
        {m.design_nav()}
      </Link>
      <Link to={`/projects/${project}/trace`} activeOptions={{ exact: true, includeSearch: false }}>
        {m.design_trace()}
      </Link>
    </nav>
  )
}
