import { Button } from '@mantine/core'
import { IconFileImport, IconPlus, IconTable } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useAccess, useCan, useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Note } from '~/ui/Note'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { Activity } from './Activity'
import { ByWork } from './ByWork'
import { CurvePicture } from './CurvePicture'
import { LateRows, NextRows, SoonRows } from './DueRows'
import { Figures } from './Figures'
import { HeatMap } from './HeatMap'
import { Matrix } from './Matrix'
import css from './overview.module.css'
import { PartFilter } from './PartFilter'
import { ByPhase } from './Pictures'
import { ShowPart, useAskedPart } from './part'
import { StatusReport } from './StatusReport'
import { Stepper } from './Stepper'
import { useProgress } from './useProgress'

/** OverviewPage says how far a project is, what is late, and what comes next. */
export default function OverviewPage() {
  const id = useProject()
  const { data: project } = useRead('projects.project.read', { path: { project: id } })
  const [part, setPart] = useAskedPart()
  const progress = useProgress(part)
  const narrowed = Object.keys(part).length > 0
  const mayRegisters = useCan('registers.view')
  const mayHistory = useCan('history.view')
  return (
    <Page>
      <PageHeader
        title={project?.name ?? m.overview_nav()}
        under={project && [project.number, project.address].filter(Boolean).join(' · ')}
        acts={mayRegisters && progress.ready && <StatusReport part={part} />}
      />
      {!mayRegisters ? (
        <Note>{m.overview_no_registers()}</Note>
      ) : progress.error && !progress.ready ? (
        <ErrorState error={progress.error} onRetry={progress.again} />
      ) : !progress.ready ? (
        <Lines count={12} />
      ) : progress.shares.length === 0 && progress.systems === 0 && !narrowed ? (
        <Empty />
      ) : (
        <ShowPart value={part}>
          <div className={css.sheet}>
            <Scope />
            <PartFilter progress={progress} part={part} onPart={setPart} />
            <Stepper progress={progress} />
            <Figures progress={progress} />
            <div className={css.pair} data-wide>
              <CurvePicture />
              <div className={css.own}>
                <NextRows />
              </div>
            </div>
            <div className={css.pair}>
              <ByWork progress={progress} />
              <ByPhase progress={progress} />
            </div>
            <div className={css.half}>
              <HeatMap />
            </div>
            <Matrix progress={progress} />
            <div className={css.pair}>
              <LateRows late={progress.late} />
              <SoonRows soon={progress.soon} />
            </div>
            {mayHistory && !narrowed && (
              <div className={css.own}>
                <Activity />
              </div>
            )}
          </div>
        </ShowPart>
      )}
    </Page>
  )
}

/** Scope tells a reader who sees only part of the project which part it is. */
function Scope() {
  const { disciplines, own_company } = useAccess()
  const path = { project: useProject() }
  const { data } = useRead('registers.discipline.list', { path, query: { limit: 500 } })
  if (!disciplines && !own_company) return null
  const names = data?.items.filter(({ id }) => disciplines?.includes(id)).map(named) ?? []
  return (
    <Note>
      {own_company
        ? m.overview_scope_company()
        : m.overview_scope_disciplines({ disciplines: names.join(', ') })}
    </Note>
  )
}

function Empty() {
  const project = useProject()
  const mayCreate = useCan('registers.create')
  const acts = (
    <>
      <Button
        component={Link}
        to={`/projects/${project}/imports/new`}
        leftSection={<IconFileImport size={18} aria-hidden />}
      >
        {m.overview_empty_import()}
      </Button>
      <Button
        component={Link}
        variant="default"
        to={`/projects/${project}/registers`}
        leftSection={<IconPlus size={18} aria-hidden />}
      >
        {m.overview_empty_add()}
      </Button>
    </>
  )
  return (
    <EmptyState icon={IconTable} title={m.overview_empty()} acts={mayCreate && acts}>
      {mayCreate ? m.overview_empty_about() : m.overview_empty_wait()}
    </EmptyState>
  )
}
