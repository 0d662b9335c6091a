import { IconRosetteDiscountCheck } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAccess, useProject } from '~/api/access'
import { refresh, useRead, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { whyNot } from '~/lib/rights'
import { ActButton } from '~/ui/ActButton'
import { Back } from '~/ui/Back'
import { EmptyState } from '~/ui/EmptyState'
import { ErrorState } from '~/ui/ErrorState'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { TaskProgress } from '~/ui/TaskProgress'
import { say } from '~/ui/toast'
import { Chain } from './Chain'
import { Found } from './Found'
import { Own } from './Own'
import { State } from './State'

/** ProofPage says how the history is sealed and whether it is whole, and has it looked through. */
export default function ProofPage() {
  const path = { project: useProject() }
  const access = useAccess()
  const cache = useQueryClient()
  const { data, error, refetch } = useRead('audit.proof.read', { path })
  const [task, setTask] = useState<string>()
  const check = useWrite('audit.proof.check', {
    onDone: (answer) => {
      setTask(answer.task)
      say(m.proof_waiting_check())
    },
  })
  return (
    <Page>
      <PageHeader
        above={<Back to={`/projects/${path.project}/history`}>{m.proof_back()}</Back>}
        title={m.proof_title()}
        under={m.proof_about()}
        acts={
          <ActButton
            leftSection={<IconRosetteDiscountCheck size={18} aria-hidden />}
            loading={check.isPending}
            why={whyNot(access, 'history.view')}
            onClick={() => check.mutate({ path })}
          >
            {m.proof_check()}
          </ActButton>
        }
      />
      {task && (
        <Panel>
          <TaskProgress
            task={task}
            onOver={(over) => {
              if (over.state === 'done') setTask(undefined)
              refresh(cache, ['audit.proof', 'audit.seal'])
            }}
          />
        </Panel>
      )}
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={8} />
      ) : data.seals === 0 ? (
        <EmptyState icon={IconRosetteDiscountCheck} title={m.proof_none()}>
          {m.proof_none_about()}
        </EmptyState>
      ) : (
        <>
          <State proof={data} />
          {data.check && data.check.faults > 0 && <Found check={data.check} />}
          <Chain />
          <Own proof={data} />
        </>
      )}
    </Page>
  )
}
