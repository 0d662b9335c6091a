import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, use, useEffect } from 'react'
import { useProject } from '~/api/access'
import { useLive } from '~/api/live'
import { useRead } from '~/api/query'
import { LineContext } from './line'
import { modules } from './modules'

const Viewing = lazy(() => import('./Viewing'))

const follows = Object.assign({}, ...modules.map(({ follows = {} }) => follows))

/** ProjectFrame is around every page of a project, and keeps its stream of changes open. */
export function ProjectFrame() {
  const { report } = use(LineContext)
  const project = useProject()
  const line = useLive(project, follows)
  const { data, error } = useRead('projects.access.read', { path: { project } })
  useEffect(() => {
    report(line)
    return () => report(undefined)
  }, [line, report])
  // Somebody who is taken off the project while they look at it no longer sees it.
  if (error?.kind === 'not-found') throw error
  return (
    <>
      {data?.viewer && (
        <Suspense>
          <Viewing name={data.name ?? ''} />
        </Suspense>
      )}
      <Outlet />
    </>
  )
}
