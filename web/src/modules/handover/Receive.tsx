import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject, useWhyNot } from '~/api/access'
import { asProblem, type Problem } from '~/api/problem'
import { useRead, useWrite } from '~/api/query'
import { upload } from '~/api/upload'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { FileDrop } from '~/ui/FileDrop'
import { Note } from '~/ui/Note'
import { Panel } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { Progress } from '~/ui/Progress'
import { TaskProgress } from '~/ui/TaskProgress'
import { say } from '~/ui/toast'
import css from './handover.module.css'

const one = { limit: 1, count: true }

/** useIsEmpty tells whether the project holds nothing yet; undefined while that is not known. */
function useIsEmpty(): boolean | undefined {
  const path = { project: useProject() }
  const reads = [
    useRead('registers.row.list', { path, query: one }),
    useRead('registers.system.list', { path, query: one }),
    useRead('registers.component.list', { path, query: one }),
    useRead('registers.location.list', { path, query: one }),
  ]
  if (reads.some(({ data }) => data?.total !== undefined && data.total > 0)) return false
  return reads.every(({ data }) => data !== undefined) ? true : undefined
}

/** Receive takes a package of another project into this one, as long as nothing is in it. */
export function Receive() {
  const project = useProject()
  const cache = useQueryClient()
  const why = useWhyNot('project.administer')
  const empty = useIsEmpty()
  const [share, setShare] = useState<number>()
  const [problem, setProblem] = useState<Problem>()
  const [task, setTask] = useState<string>()
  const receive = useWrite('handover.package.receive', { touches: ['files.task'] })

  const take = async ([file]: File[]) => {
    if (!file) return
    setProblem(undefined)
    setShare(0)
    try {
      const { id } = await upload(project, file, { onShare: setShare })
      const { task: started } = await receive.mutateAsync({
        path: { project },
        body: { id: uuid(), file: id },
      })
      setTask(started)
    } catch (error) {
      setProblem(asProblem(error))
    }
    setShare(undefined)
  }

  return (
    <Panel title={m.handover_receive()} under={m.handover_receive_about()}>
      <div className={css.receive}>
        {problem && <ProblemNote problem={problem} />}
        {task ? (
          <TaskProgress
            task={task}
            onOver={({ state }) => {
              if (state !== 'done') return
              say(m.handover_received())
              // There is nothing of the project that has not come anew.
              void cache.invalidateQueries()
            }}
          />
        ) : why ? (
          <Note>{why}</Note>
        ) : empty === false ? (
          <Note>
            <p>{m.handover_not_empty()}</p>
            <Button component={Link} to="/projects/new" variant="default" size="compact-md" mt="xs">
              {m.handover_new_project()}
            </Button>
          </Note>
        ) : share !== undefined ? (
          <div>
            <p>{m.handover_uploading()}</p>
            <Progress share={share} label={m.handover_uploading()} />
          </div>
        ) : (
          <FileDrop
            kinds={['.zip']}
            about={m.handover_drop_about()}
            disabled={empty === undefined}
            onFiles={(files) => void take(files)}
          />
        )}
      </div>
    </Panel>
  )
}
