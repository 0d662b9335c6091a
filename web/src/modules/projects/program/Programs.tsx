import { Button } from '@mantine/core'
import { useState } from 'react'
import { useWhyNot } from '~/api/access'
import type { Item } from '~/api/call'
import { useRead, useWrite } from '~/api/query'
import { formatAgo, formatDate } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { Confirm } from '~/ui/Confirm'
import { type Column, DataTable } from '~/ui/DataTable'
import { ErrorState } from '~/ui/ErrorState'
import { Panel } from '~/ui/Page'
import { Lines } from '~/ui/Skeletons'
import { say } from '~/ui/toast'
import { NewProgram } from './NewProgram'
import { rightsInWords } from './rightsInWords'

type Program = Item<'accounts.program.list'>

/** Programs are the tokens with which programs act on the project in its own name. Only administrators see them. */
export function Programs({ project }: { project: string }) {
  const why = useWhyNot('project.administer')
  return why ? null : <List project={project} />
}

function List({ project }: { project: string }) {
  const { data, error, refetch } = useRead('accounts.program.list', { path: { project } })
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<Program>()
  const revoke = useWrite('accounts.program.revoke', {
    touches: ['accounts.person'],
    onDone: () => {
      setLeaving(undefined)
      say(m.projects_program_revoked_said())
    },
  })
  const columns: Column<Program>[] = [
    {
      key: 'name',
      title: m.projects_program(),
      show: ({ name, prefix }) => (
        <>
          {name} {prefix && <code className="muted">{prefix}…</code>}
        </>
      ),
    },
    { key: 'rights', title: m.projects_program_may(), show: ({ rights }) => rightsInWords(rights) },
    {
      key: 'used',
      title: m.projects_program_used(),
      show: ({ used_at }) => (used_at ? formatAgo(used_at) : m.projects_program_unused()),
    },
    {
      key: 'expires',
      title: m.projects_program_expires(),
      show: ({ expires_at, revoked_at }) =>
        revoked_at
          ? m.projects_program_revoked({ date: formatDate(revoked_at) })
          : expires_at
            ? formatDate(expires_at)
            : m.projects_program_endless(),
    },
    {
      key: 'acts',
      title: m.projects_actions(),
      hidden: true,
      align: 'right',
      show: (program) =>
        !program.revoked_at && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${m.projects_program_revoke()}: ${program.name}`}
            onClick={() => setLeaving(program)}
          >
            {m.projects_program_revoke()}
          </Button>
        ),
    },
  ]
  return (
    <Panel
      title={m.projects_programs()}
      under={m.projects_programs_about()}
      acts={
        <Button variant="default" onClick={() => setAdding(true)}>
          {m.projects_program_add()}
        </Button>
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={2} />
      ) : data.items.length === 0 ? (
        <p className="muted">{m.projects_programs_none()}</p>
      ) : (
        <DataTable
          caption={m.projects_programs()}
          columns={columns}
          rows={data.items}
          rowKey={({ id }) => id}
        />
      )}
      {adding && <NewProgram project={project} onClose={() => setAdding(false)} />}
      <Confirm
        opened={leaving !== undefined}
        title={m.projects_program_revoke_title({ name: leaving?.name ?? '' })}
        act={m.projects_program_revoke()}
        onConfirm={() => leaving && revoke.mutate({ path: { project, program: leaving.id } })}
        onClose={() => setLeaving(undefined)}
        busy={revoke.isPending}
        problem={revoke.error}
      >
        <p>{m.projects_program_revoke_about()}</p>
      </Confirm>
    </Panel>
  )
}
