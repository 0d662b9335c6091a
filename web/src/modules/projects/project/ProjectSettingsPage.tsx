import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { isStale } from '~/api/problem'
import { reading, useRead, useWrite } from '~/api/query'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { ErrorState } from '~/ui/ErrorState'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { Note } from '~/ui/Note'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { type Side, StaleChoice } from '~/ui/StaleChoice'
import { say, sayWrong } from '~/ui/toast'
import { BasicFields, EconomyFields } from '../FactFields'
import { type Facts, factNames, factsOf, type Kind, type Project, showFact, wrongFacts } from '../facts'
import { Programs } from '../program/Programs'
import { Templates } from '../template/Templates'
import { changed, settled } from './changed'
import { Logos } from './Logos'
import { SecondFactor } from './SecondFactor'

/** ProjectSettingsPage changes what the project is. */
export default function ProjectSettingsPage() {
  const id = useProject()
  const { data: project, error, refetch } = useRead('projects.project.read', { path: { project: id } })
  const { data: starters } = useRead('projects.starter.list')
  const kinds = (starters?.kinds ?? []).map((kind) => ({ code: kind.code, label: named(kind) }))
  return (
    <Page width="text">
      <PageHeader title={m.projects_settings_title()} under={project?.name} />
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : project && starters ? (
        <>
          <ChangeProject key={project.id} project={project} kinds={kinds} />
          <Templates project={project.id} />
          <Logos project={project.id} />
          <SecondFactor project={project} />
          <Programs project={project.id} />
          <Archive project={project} />
        </>
      ) : (
        <Lines count={8} />
      )}
    </Page>
  )
}

function ChangeProject({ project, kinds }: { project: Project; kinds: Kind[] }) {
  const why = useWhyNot('project.administer')
  const cache = useQueryClient()
  // What stood there when the form was opened: only what differs from it is sent.
  const [base, setBase] = useState(project)
  const [draft, setDraft] = useState<Facts>()
  const [sides, setSides] = useState<Record<string, Side>>({})
  const change = useWrite('projects.project.change', {
    onDone: (now) => {
      setBase(now)
      setDraft(undefined)
      setSides({})
      say(m.projects_settings_saved())
    },
  })
  const path = { project: project.id }
  const stale = isStale(change.error) ? change.error.fields : []

  const save = async (facts: Facts) => {
    setDraft(facts)
    const fields = changed(factsOf(base), facts)
    if (stale.length === 0) return change.mutate({ path, body: { base: base.version, ...fields } })
    const now = await cache.fetchQuery({ ...reading('projects.project.read', { path }), staleTime: 0 })
    change.mutate({ path, body: { base: now.version, ...settled(fields, stale, sides) } })
  }
  const show = (field: string, value: unknown) =>
    showFact(field as keyof Facts, value, { currency: draft?.currency ?? base.currency, kinds })

  return (
    <Form
      key={base.version}
      initial={draft ?? factsOf(base)}
      onSubmit={save}
      check={wrongFacts}
      problem={stale.length > 0 ? null : change.error}
      busy={change.isPending}
      disabled={why !== undefined}
    >
      <Fields>
        {why && <Note>{m.projects_settings_read_only()}</Note>}
        <Panel title={m.projects_settings_basics()}>
          <BasicFields kinds={kinds} />
        </Panel>
        <Panel title={m.projects_settings_economy()}>
          <EconomyFields />
        </Panel>
        {stale.length > 0 && (
          <StaleChoice
            fields={stale}
            name={(field) => factNames[field as keyof Facts]?.() ?? field}
            show={show}
            chosen={sides}
            onChoose={(field, side) => setSides({ ...sides, [field]: side })}
          />
        )}
        {!why && <FormActions submit={m.ui_save()} />}
      </Fields>
    </Form>
  )
}

function Archive({ project }: { project: Project }) {
  const why = useWhyNot('project.administer')
  const archived = project.state === 'archived'
  const change = useWrite('projects.project.change', {
    onDone: ({ state }) =>
      say(state === 'archived' ? m.projects_settings_archived() : m.projects_settings_reopened()),
  })
  return (
    <Panel title={m.projects_settings_state()} under={m.projects_settings_archive_about()}>
      <ActButton
        why={why}
        variant="default"
        loading={change.isPending}
        onClick={() =>
          change.mutate(
            {
              path: { project: project.id },
              body: { base: project.version, state: archived ? 'active' : 'archived' },
            },
            { onError: sayWrong },
          )
        }
      >
        {archived ? m.projects_settings_reopen() : m.projects_settings_archive()}
      </ActButton>
    </Panel>
  )
}
