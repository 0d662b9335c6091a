import { Button } from '@mantine/core'
import { useState } from 'react'
import { useProject } from '~/api/access'
import type { Answer } from '~/api/call'
import { asProblem, type Problem } from '~/api/problem'
import { useWrite } from '~/api/query'
import { upload } from '~/api/upload'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { FileDrop } from '~/ui/FileDrop'
import form from '~/ui/form/form.module.css'
import { Note } from '~/ui/Note'
import { ProblemNote } from '~/ui/ProblemNote'
import { Lines } from '~/ui/Skeletons'
import css from '../integration.module.css'
import type { Content } from './content'

const most = 4 * 1024 * 1024

/** ImportDialog reads a matrix out of a file and shows what it holds; it is kept by the save of the matrix. */
export function ImportDialog({
  full,
  onTake,
  onClose,
}: {
  full: boolean
  onTake: (content: Content) => void
  onClose: () => void
}) {
  const project = useProject()
  const [found, setFound] = useState<Answer<'integration.matrix.propose'>>()
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState(false)
  const propose = useWrite('integration.matrix.propose')
  const read = async (file: File) => {
    setBusy(true)
    setProblem(undefined)
    try {
      const { id } = await upload(project, file)
      setFound(await propose.mutateAsync({ path: { project }, body: { file: id } }))
    } catch (error) {
      setProblem(asProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog title={m.integration_import()} stay onClose={onClose}>
      <p>{m.integration_import_about()}</p>
      {problem && <ProblemNote problem={problem} />}
      {busy ? (
        <Lines count={3} />
      ) : found ? (
        <>
          <Note tone={found.wrong.length > 0 ? 'warn' : 'good'}>
            {m.integration_counts({
              causes: String(found.causes.length),
              effects: String(found.effects.length),
              links: String(found.links.length),
            })}
          </Note>
          {found.wrong.length > 0 && (
            <ul className={css.wrong}>
              {found.wrong.map((one) => (
                <li key={`${one.row}${one.column}${one.detail}`}>
                  <strong className="figures">
                    {one.column}
                    {one.row}
                  </strong>{' '}
                  {one.detail}
                </li>
              ))}
            </ul>
          )}
          {full && <p className="muted">{m.integration_import_replaces()}</p>}
        </>
      ) : (
        <FileDrop kinds={['.xlsx', '.csv']} most={most} onFiles={([file]) => file && read(file)} />
      )}
      <div className={form.actions}>
        <Button variant="default" onClick={onClose}>
          {m.ui_cancel()}
        </Button>
        {found && (
          <Button
            onClick={() => onTake({ causes: found.causes, effects: found.effects, links: found.links })}
          >
            {m.integration_import_take()}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
