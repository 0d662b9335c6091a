import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Note } from '~/ui/Note'
import type { Listed } from './progress'
import css from './projects.module.css'

/** Barred are the projects that are closed to the reader until they have a second factor, who demands it, and what to do about it. */
export function Barred({ projects }: { projects: Listed[] }) {
  return projects.length === 0 ? null : <Closed projects={projects} />
}

function Closed({ projects }: { projects: Listed[] }) {
  const company = useRead('accounts.security.read').data?.demanded_by
  return (
    <div className={css.barred}>
      <Note tone="warn">
        <p>{company ? m.projects_barred_company({ company }) : m.projects_barred()}</p>
        <ul>
          {projects.map(({ id, number, name }) => (
            <li key={id}>{[number, name].filter(Boolean).join(' ')}</li>
          ))}
        </ul>
        <Button component={Link} to="/me/security" variant="default">
          {m.projects_second_get()}
        </Button>
      </Note>
    </div>
  )
}
