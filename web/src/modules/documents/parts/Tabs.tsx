import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import css from './parts.module.css'

/** Tabs lead between the documents and the reviews of them. */
export function Tabs() {
  const project = useProject()
  return (
    <nav className={css.tabs} aria-label={m.documents_title()}>
      <Link to={`/projects/${project}/documents`} activeOptions={{ exact: true }}>
        {m.documents_nav()}
      </Link>
      <Link to={`/projects/${project}/reviews`} activeOptions={{ exact: true }}>
        {m.documents_nav_reviews()}
      </Link>
    </nav>
  )
}
