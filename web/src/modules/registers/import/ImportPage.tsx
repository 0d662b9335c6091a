import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useCan, useProject } from '~/api/access'
import { reading, refresh } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { ErrorState } from '~/ui/ErrorState'
import { Note } from '~/ui/Note'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { TaskProgress } from '~/ui/TaskProgress'
import { Checked } from './Checked'
import { type Import, isWorking, stateWords } from './importWords'
import { Mapping } from './Mapping'
import { type Step, Steps } from './Steps'

const stepOf: Record<Import['state'], Step> = {
  reading: 'file',
  mapping: 'mapping',
  checking: 'check',
  checked: 'check',
  applying: 'done',
  applied: 'done',
  undone: 'done',
  failed: 'check',
  cancelled: 'check',
}

/** ImportPage follows one file from reading to done, and asks for what it needs on the way. */
export default function ImportPage() {
  const project = useProject()
  const { import: id = '' } = useParams({ strict: false }) as { import?: string }
  const { data, error, refetch } = useQuery({
    ...reading('registers.import.read', { path: { project, import: id } }),
    refetchInterval: ({ state }) => (isWorking(state.data?.state) ? 1500 : false),
  })
  const [again, setAgain] = useState(false)
  const seesHistory = useCan('history.view')
  const mapping = data?.state === 'mapping' || (again && data?.state === 'checked')
  return (
    <Page>
      <PageHeader
        title={data?.name ?? m.registers_import_one()}
        above={<Link to={`/projects/${project}/imports`}>{m.registers_nav_imports()}</Link>}
        under={
          data &&
          [data.format === 'cobie' && m.registers_import_cobie(), stateWords[data.state]()]
            .filter(Boolean)
            .join(' · ')
        }
        acts={
          seesHistory &&
          data?.entries?.map((entry) => (
            <Button
              key={entry}
              component={Link}
              variant="default"
              to={`/projects/${project}/history?entry=${entry}`}
              leftSection={<IconHistory size={16} aria-hidden />}
            >
              {m.registers_import_history()}
            </Button>
          ))
        }
      />
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={8} />
      ) : (
        <>
          <Steps at={mapping ? 'mapping' : stepOf[data.state]} />
          {mapping ? (
            <Mapping key={data.id} of={data} onDone={() => setAgain(false)} />
          ) : isWorking(data.state) ? (
            <Working of={data} />
          ) : (
            <Checked of={data} onMap={() => setAgain(true)} failure={<Failure of={data} />} />
          )}
        </>
      )}
    </Page>
  )
}

/** Working shows how far the server has come with the file. */
function Working({ of: { task, state } }: { of: Import }) {
  const cache = useQueryClient()
  const over = useCallback(() => refresh(cache, ['registers.import']), [cache])
  return (
    <Panel title={stateWords[state]()} under={m.registers_import_working()}>
      {task ? <TaskProgress task={task} onOver={over} /> : <Lines count={2} />}
    </Panel>
  )
}

/** Failure says why an import did not come through, and what can be done now. */
function Failure({ of: { state, task, counts } }: { of: Import }) {
  const project = useProject()
  const cache = useQueryClient()
  const over = useCallback(() => refresh(cache, ['registers.import']), [cache])
  if (state !== 'failed' && state !== 'cancelled') return null
  return (
    <Panel title={stateWords[state]()}>
      {task && state === 'failed' && <TaskProgress task={task} onOver={over} />}
      {state === 'cancelled' && <Note>{m.registers_import_cancelled()}</Note>}
      {Object.keys(counts).length === 0 && (
        <Button mt={16} component={Link} to={`/projects/${project}/imports/new`} variant="default">
          {m.registers_import_another()}
        </Button>
      )}
    </Panel>
  )
}
