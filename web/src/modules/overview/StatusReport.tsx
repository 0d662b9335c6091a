import { Button } from '@mantine/core'
import { IconFileTypePdf } from '@tabler/icons-react'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { addressOf } from '~/api/call'
import { download } from '~/api/download'
import type { Task } from '~/api/live'
import { useWrite } from '~/api/query'
import { language } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { TaskProgress } from '~/ui/TaskProgress'
import { sayWrong } from '~/ui/toast'
import css from './overview.module.css'
import type { Part } from './part'

/** StatusReport has the page made as a PDF, of the part that it shows, and hands it over when it is ready. */
export function StatusReport({ part }: { part: Part }) {
  const project = useProject()
  const [task, setTask] = useState<string>()
  const [file, setFile] = useState<string>()
  const order = useWrite('reports.status.order', { onDone: (made) => setTask(made.task) })
  const fetch = (id: string) =>
    download(addressOf('files.file.read', { path: { project, file: id } })[1]).catch(sayWrong)
  const over = ({ state, result }: Task) => {
    if (state !== 'done' || !result.file) return
    setFile(result.file)
    void fetch(result.file)
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileTypePdf size={18} aria-hidden />}
        loading={order.isPending}
        onClick={() => {
          setFile(undefined)
          order.mutate({ path: { project }, body: { language: language(), ...part } }, { onError: sayWrong })
        }}
      >
        {m.overview_report()}
      </Button>
      {task && (
        <Dialog title={m.overview_report_title()} onClose={() => setTask(undefined)}>
          <p className={css.about}>{m.overview_report_about()}</p>
          <TaskProgress task={task} onOver={over} />
          {file && (
            <Button mt="md" onClick={() => fetch(file)}>
              {m.overview_report_again()}
            </Button>
          )}
        </Dialog>
      )}
    </>
  )
}
