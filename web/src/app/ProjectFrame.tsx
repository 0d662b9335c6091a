import { Outlet } from '@tanstack/react-router'
import { use, useEffect } from 'react'
import { useProject } from '~/api/access'
import { useLive } from '~/api/live'
import { useRead } from '~/api/query'
import { LineContext } from './line'
import { modules } from './modules'

const follows = Object.assign({}, ...modules.map(({ follows = {} }) => follows))

/** ProjectFrame is around every page of a project, and keeps its stream of changes open. */
export function ProjectFrame() {
  const { report } = use(LineContext)
  const project = useProject()
  const line = useLive(project, follows)
  const { error } = useRead('projects.access.read', { path: { project } })
  useEffect(() => {
    report(line)
    return () => report(undefined)
  }, [line, report])
  // Somebody who is taken off the project while they look at it no longer sees it.
  if (error?.kind === 'not-found') throw error
  return <Outlet />
}
