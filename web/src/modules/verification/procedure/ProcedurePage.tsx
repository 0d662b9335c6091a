import { Button } from '@mantine/core'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { formatDate } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { Back } from '~/ui/Back'
import { ErrorState } from '~/ui/ErrorState'
import { Note } from '~/ui/Note'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { sayWrong } from '~/ui/toast'
import { Attachments } from './Attachments'
import { Changes } from './Changes'
import { Editor } from './Editor'
import { FactsSheet } from './FactsSheet'
import { Preview } from './Preview'
import css from './procedure.module.css'
import type { Procedure } from './steps'
import { aboutOf, titleOf } from './words'

/** ProcedurePage is one procedure: its editions, the steps of the one that is looked at, and which rows it fits. */
export default function ProcedurePage() {
  const project = useProject()
  const { procedure: id = '' } = useParams({ strict: false }) as { procedure?: string }
  const { data, error, refetch } = useRead('verification.procedure.read', {
    path: { project, procedure: id },
  })
  if (error && !data) {
    return (
      <Page>
        <PageHeader title={m.verification_procedures()} above={<ToProcedures />} />
        <ErrorState error={error} onRetry={refetch} />
      </Page>
    )
  }
  return <Page>{data ? <Open procedure={data} /> : <Lines count={10} />}</Page>
}

function Open({ procedure }: { procedure: Procedure }) {
  const project = useProject()
  const go = useNavigate()
  const why = useWhyNot('tests.edit_all')
  const { edition: asked } = useSearch({ strict: false }) as { edition?: unknown }
  const [facts, setFacts] = useState(false)
  const shown = procedure.editions.find(({ number }) => number === Number(asked)) ?? procedure.editions[0]
  const hasDraft = procedure.editions.some(({ state }) => state === 'draft')
  const draft = useWrite('verification.edition.draft', {
    touches: ['verification.procedure'],
    onDone: ({ number }) => go({ to: '.', search: { edition: number } as never }),
  })
  return (
    <>
      <PageHeader
        above={<ToProcedures />}
        title={`${procedure.code} ${titleOf(procedure)}`}
        under={aboutOf(procedure)}
        acts={
          <>
            <ActButton
              why={why}
              variant="default"
              leftSection={<IconPencil size={18} />}
              onClick={() => setFacts(true)}
            >
              {m.verification_procedure_facts()}
            </ActButton>
            {!hasDraft && (
              <ActButton
                why={why}
                leftSection={<IconPlus size={18} />}
                loading={draft.isPending}
                onClick={() =>
                  draft.mutate({ path: { project, procedure: procedure.id } }, { onError: sayWrong })
                }
              >
                {m.verification_edition_begin()}
              </ActButton>
            )}
          </>
        }
      />
      {procedure.retired && <Note>{m.verification_retired_about()}</Note>}
      <div className={css.parts}>
        <div className={css.main}>
          {shown && <Shown key={shown.id} procedure={procedure} edition={shown.id} why={why} />}
        </div>
        <div className={css.side}>
          <Panel title={m.verification_editions()}>
            <ul className={css.editions}>
              {procedure.editions.map(({ id, number, state, issued_at, note, asked }) => (
                <li key={id} data-now={id === shown?.id || undefined}>
                  <Link
                    to="."
                    search={{ edition: number } as never}
                    aria-current={id === shown?.id ? 'true' : undefined}
                  >
                    {state === 'draft'
                      ? m.verification_draft_no({ no: number })
                      : m.verification_edition_no({ no: number })}
                  </Link>
                  <span className="muted">
                    {[
                      issued_at ? m.verification_issued_on({ day: formatDate(issued_at) }) : '',
                      m.verification_steps_count({ count: String(asked) }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                  {note && <p>{note}</p>}
                </li>
              ))}
            </ul>
          </Panel>
          <Attachments procedure={procedure} why={why} />
        </div>
      </div>
      {facts && <FactsSheet procedure={procedure} onClose={() => setFacts(false)} />}
    </>
  )
}

function Shown({
  procedure,
  edition,
  why,
}: {
  procedure: Procedure
  edition: string
  why: string | undefined
}) {
  const project = useProject()
  const { data, error, refetch } = useRead('verification.edition.read', {
    path: { project, procedure: procedure.id, edition },
  })
  const [compared, setCompared] = useState(false)
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <Lines count={8} />
  const before = procedure.editions.find(({ number, state }) => state === 'issued' && number < data.number)
  const changes = before && (
    <Panel title={m.verification_changes_since({ no: before.number })}>
      {compared ? (
        <Changes procedure={procedure.id} older={before.id} steps={data.steps ?? []} />
      ) : (
        <Button variant="default" onClick={() => setCompared(true)}>
          {m.verification_changes_show()}
        </Button>
      )}
    </Panel>
  )
  if (data.state === 'draft' && !why) {
    return (
      <>
        <Editor procedure={procedure} edition={data} />
        {changes}
      </>
    )
  }
  return (
    <>
      {changes}
      <Panel title={m.verification_steps()} under={m.verification_preview_about()}>
        <Preview steps={data.steps ?? []} />
      </Panel>
    </>
  )
}

function ToProcedures() {
  return <Back to={`/projects/${useProject()}/procedures`}>{m.verification_procedures_back()}</Back>
}
