import { useMemo } from 'react'
import { useProject } from '~/api/access'
import type { Item } from '~/api/call'
import type { Problem } from '~/api/problem'
import { useRead } from '~/api/query'
import { filtered, type Part } from './part'
import { type Share, type Tally, tally } from './tally'

/** Phase is a phase of the project, or one of its milestones. */
export type Phase = Item<'registers.phase.list'>

/** Discipline is a field of work of the project. */
export type Discipline = Item<'registers.discipline.list'>

/** Company is one that takes part in the project. */
export type Company = Item<'projects.company.list'>

/** Progress is everything that the pictures are drawn from. */
export type Progress = {
  ready: boolean
  error: Problem | null
  again: () => void
  shares: readonly Share[]
  all: Tally
  late: number
  soon: number
  systems: number
  phases: readonly Phase[]
  disciplines: readonly Discipline[]
  companies: readonly Company[]
}

const whole = { limit: 500 }

/** useProgress reads the roll-up of the project, or of a part of it, and the lists it is shown by. */
export function useProgress(part: Part): Progress {
  const path = { project: useProject() }
  const progress = useRead('registers.progress.read', { path, query: part })
  const phases = useRead('registers.phase.list', { path, query: whole })
  const disciplines = useRead('registers.discipline.list', { path, query: whole })
  const companies = useRead('projects.company.list', { path })
  const systems = useRead('registers.system.list', {
    path,
    query: { limit: 1, count: true, ...filtered(part) },
  })
  const reads = [progress, phases, disciplines, companies, systems]
  const shares = progress.data?.items
  const all = useMemo(() => tally(shares ?? []), [shares])
  return {
    ready: reads.every(({ data }) => data !== undefined),
    error: reads.find(({ error }) => error)?.error ?? null,
    again: () => {
      for (const { refetch } of reads) void refetch()
    },
    shares: shares ?? [],
    all,
    late: progress.data?.late ?? 0,
    soon: progress.data?.soon ?? 0,
    systems: systems.data?.total ?? 0,
    phases: phases.data?.items ?? [],
    disciplines: disciplines.data?.items ?? [],
    companies: companies.data?.items ?? [],
  }
}
