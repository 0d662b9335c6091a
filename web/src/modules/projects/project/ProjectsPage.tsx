import { Button, SegmentedControl, TextInput } from '@mantine/core'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/SegmentedControl.layer.css'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import { IconBuildingCommunity, IconPlus, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useRead } from '~/api/query'
import { locale, named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Cards } from '~/ui/Skeletons'
import { Barred } from './Barred'
import { ProjectCards } from './ProjectCards'
import { ProjectRows } from './ProjectRows'
import css from './projects.module.css'

const key = 'cxweb.projects'

/** ProjectsPage is where one begins: the projects that one is on. */
export default function ProjectsPage() {
  const { data, error, refetch } = useRead('projects.project.list')
  const { data: progress } = useRead('registers.progress.list')
  const { data: starters } = useRead('projects.starter.list')
  const [view, setView] = useState(() => (localStorage.getItem(key) === 'rows' ? 'rows' : 'cards'))
  const [q, setQ] = useState('')
  const show = (next: string) => {
    localStorage.setItem(key, next)
    setView(next)
  }
  const kind = (code: string) => {
    const found = starters?.kinds.find((one) => one.code === code)
    return found ? named(found) : code
  }
  const come = new Map(
    progress?.items.map(({ project, rows, done_share }) => [project, { rows, done: done_share }]),
  )
  const far = (project: string) => come.get(project) ?? (progress && { rows: 0, done: 0 })
  const wanted = q.trim().toLocaleLowerCase(locale())
  const projects = data?.items.filter(({ barred }) => !barred) ?? []
  const barred = data?.items.filter(({ barred }) => barred) ?? []
  const shown = projects.filter(({ number, name, address, client }) =>
    [number, name, address, client].some((text) => text?.toLocaleLowerCase(locale()).includes(wanted)),
  )
  const create = (
    <Button component={Link} to="/projects/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {m.projects_create()}
    </Button>
  )

  return (
    <Page>
      <PageHeader title={m.projects_list_title()} acts={projects.length > 0 && create} />
      <Barred projects={barred} />
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Cards count={6} />
      ) : projects.length === 0 && barred.length > 0 ? null : projects.length === 0 ? (
        <EmptyState icon={IconBuildingCommunity} title={m.projects_list_empty()} acts={create}>
          {m.projects_list_empty_about()}
        </EmptyState>
      ) : (
        <>
          <div className={css.tools}>
            <TextInput
              type="search"
              value={q}
              onChange={(event) => setQ(event.currentTarget.value)}
              placeholder={m.projects_list_find()}
              aria-label={m.projects_list_find()}
              leftSection={<IconSearch size={16} aria-hidden />}
              className={css.find}
            />
            <SegmentedControl
              aria-label={m.projects_list_view()}
              value={view}
              onChange={show}
              transitionDuration={0}
              data={[
                { value: 'cards', label: m.projects_list_cards() },
                { value: 'rows', label: m.projects_list_rows() },
              ]}
            />
          </div>
          {shown.length === 0 ? (
            <p className="muted" role="status">
              {m.projects_list_none_found({ q })}
            </p>
          ) : view === 'cards' ? (
            <ProjectCards projects={shown} kind={kind} far={far} />
          ) : (
            <ProjectRows projects={shown} kind={kind} far={far} />
          )}
        </>
      )}
    </Page>
  )
}
