import { SegmentedControl } from '@mantine/core'
import '@mantine/core/styles/SegmentedControl.layer.css'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import { type ReactNode, useState } from 'react'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { Panel } from '~/ui/Page'
import { StatusChip } from '~/ui/StatusChip'
import { type Bar, Bars, BarTable } from './Bars'
import css from './overview.module.css'
import { useToRows } from './part'
import { tallyBy } from './tally'
import type { Progress } from './useProgress'

/** ByPhase shows how far each phase and each milestone is, in their order. */
export function ByPhase({ progress }: { progress: Progress }) {
  const toRows = useToRows()
  const byPhase = tallyBy(progress.shares, 'phase')
  const byMilestone = tallyBy(progress.shares, 'milestone')
  const bars: Bar[] = progress.phases.flatMap((phase) => {
    const of = (phase.milestone ? byMilestone : byPhase).get(phase.id)
    if (!of) return []
    const field = phase.milestone ? 'milestone' : 'phase'
    return [
      {
        id: phase.id,
        label: phase.milestone ? `${phase.code} ${named(phase)}` : named(phase),
        of,
        link: toRows({ field, op: 'in', value: [phase.id] }),
      },
    ]
  })
  return (
    <Picture
      title={m.overview_by_phase()}
      under={m.overview_by_phase_about()}
      drawing={<Bars bars={bars} label={m.overview_by_phase()} />}
      table={<BarTable bars={bars} label={m.overview_phase()} />}
    />
  )
}

/** Picture is a drawing that can be read as a table instead. */
export function Picture({
  title,
  under,
  acts,
  drawing,
  table,
}: {
  title: string
  under: ReactNode
  acts?: ReactNode
  drawing: ReactNode
  table: ReactNode
}) {
  const [as, setAs] = useState('drawing')
  return (
    <Panel
      title={title}
      under={under}
      acts={
        <>
          {acts}
          <SegmentedControl
            size="xs"
            aria-label={m.overview_show_as()}
            value={as}
            onChange={setAs}
            transitionDuration={0}
            data={[
              { value: 'drawing', label: m.overview_as_drawing() },
              { value: 'table', label: m.overview_as_table() },
            ]}
          />
        </>
      }
    >
      {as === 'table' ? <div className={css.scroll}>{table}</div> : drawing}
    </Panel>
  )
}

/** Legend says what the colours and patterns stand for. */
export function Legend() {
  const shown = [
    'approved',
    'passed',
    'passed_with_remarks',
    'in_progress',
    'ready',
    'blocked',
    'failed',
    'not_started',
  ]
  return (
    <ul className={css.legend} aria-label={m.overview_legend()}>
      {shown.map((status) => (
        <li key={status}>
          <StatusChip status={status} />
        </li>
      ))}
    </ul>
  )
}
