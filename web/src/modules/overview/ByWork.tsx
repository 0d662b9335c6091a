import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { reading, useRead } from '~/api/query'
import { named } from '~/lib/locale'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { type Bar, Bars, BarTable } from './Bars'
import css from './overview.module.css'
import { Legend, Picture } from './Pictures'
import { usePart, useToRows } from './part'
import { leftOf, type Tally, tallyBy, weightOf } from './tally'
import type { Progress } from './useProgress'

/** By is what the work is divided by. */
type By = 'discipline' | 'system' | 'company'

/** many is how many systems are drawn, those with most left to do; the matrix has them all. */
const many = 15

const words: Record<By, { label: () => string; none: () => string }> = {
  discipline: { label: m.overview_discipline, none: m.overview_without_discipline },
  system: { label: m.overview_system, none: m.overview_without_system },
  company: { label: m.overview_company, none: m.overview_without_company },
}

/** ByWork shows how far each discipline, system or company is, the one with most left to do first. */
export function ByWork({ progress }: { progress: Progress }) {
  const [by, setBy] = useState<By>('discipline')
  const toRows = useToRows()
  const path = { project: useProject() }
  const part = usePart()
  const { data: most } = useQuery({
    ...reading('registers.progress.tally', { path, query: { ...part, most: many } }),
    enabled: by === 'system',
  })
  const sums = by === 'system' ? tallyBy(most?.items ?? [], by) : tallyBy(progress.shares, by)
  const shown = [...sums].sort(([, a], [, b]) => leftOf(b) - leftOf(a) || weightOf(b) - weightOf(a))
  const found = by === 'system' ? (most?.systems ?? 0) : shown.length
  const tags = useTags(by === 'system' ? shown.map(([id]) => id).filter(Boolean) : [])
  const nameOf = (id: string): string => {
    if (!id) return words[by].none()
    if (by === 'system') return tags.get(id) ?? '…'
    if (by === 'company') return progress.companies.find((one) => one.id === id)?.name ?? '…'
    const discipline = progress.disciplines.find((one) => one.id === id)
    return discipline ? named(discipline) : '…'
  }
  const bars: Bar[] = shown.map(([id, of]: [string, Tally]) => ({
    id,
    label: nameOf(id),
    of,
    link: toRows({ field: by, op: 'in', value: [id || null] }),
  }))
  const title = {
    discipline: m.overview_by_discipline,
    system: m.overview_by_system,
    company: m.overview_by_company,
  }[by]()
  return (
    <Picture
      title={title}
      under={m.overview_by_discipline_about()}
      acts={
        <SegmentedControl
          size="xs"
          aria-label={m.overview_by()}
          value={by}
          onChange={(value) => setBy(value as By)}
          transitionDuration={0}
          data={(['discipline', 'system', 'company'] as const).map((value) => ({
            value,
            label: words[value].label(),
          }))}
        />
      }
      drawing={
        <>
          <Bars bars={bars} label={title} />
          <More found={found} shown={shown.length} />
          <Legend />
        </>
      }
      table={
        <>
          <BarTable bars={bars} label={words[by].label()} />
          <More found={found} shown={shown.length} />
        </>
      }
    />
  )
}

function More({ found, shown }: { found: number; shown: number }) {
  const project = useProject()
  const toRows = useToRows()
  if (found <= shown) return null
  return (
    <p className={css.more}>
      <Link to={`/projects/${project}/registers/systems`} search={toRows().search}>
        {m.overview_more_bars({ count: formatNumber(found - shown) })}
      </Link>
    </p>
  )
}

/** useTags reads the tags of some systems. */
function useTags(ids: string[]): Map<string, string> {
  const path = { project: useProject() }
  const filter = JSON.stringify([{ field: 'id', op: 'in', value: ids }])
  const { data } = useRead('registers.system.list', { path, query: { limit: many, filter } })
  return new Map(data?.items.map((system) => [system.id, `${system.tag} ${named(system)}`]))
}
