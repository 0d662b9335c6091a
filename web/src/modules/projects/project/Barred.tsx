import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { m } from '~/lib/paraglide/messages'
import { Note } from '~/ui/Note'
import type { Listed } from './progress'
import css from './projects.module.css'

/** Barred are the projects that are closed to the reader until they have a second factor, and what to do about it. */
export function Barred({ projects }: { projects: Listed[] }) {
  if (projects.length === 0) return null
  return (
    <div className={css.barred}>
      <Note tone="warn">
        <p>{m.projects_barred()}</p>
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
