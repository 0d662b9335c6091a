import { Outlet } from '@tanstack/react-router'
import { use, useEffect } from 'react'
import { useProject } from '~/api/access'
import { useLive } from '~/api/live'
import { LineContext } from './line'
import { modules } from './modules'

const follows = Object.assign({}, ...modules.map(({ follows = {} }) => follows))

/** ProjectFrame is around every page of a project, and keeps its stream of changes open. */
export function ProjectFrame() {
  const { report } = use(LineContext)
  const line = useLive(useProject(), follows)
  useEffect(() => {
    report(line)
    return () => report(undefined)
  }, [line, report])
  return <Outlet />
}
