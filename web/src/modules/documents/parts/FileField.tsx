import { useState } from 'react'
import { useProject } from '~/api/access'
import { asProblem, type Problem } from '~/api/problem'
import { upload } from '~/api/upload'
import { m } from '~/lib/paraglide/messages'
import { FileDrop } from '~/ui/FileDrop'
import { useHeld } from '~/ui/form/Form'
import { ProblemNote } from '~/ui/ProblemNote'
import { Progress } from '~/ui/Progress'
import css from './parts.module.css'

/** FileField sends a file on its way as it is chosen, and holds its id in the form. */
export function FileField({ onName }: { onName?: (name: string) => void }) {
  const project = useProject()
  const { values, set, wrong } = useHeld()
  const [share, setShare] = useState<number>()
  const [problem, setProblem] = useState<Problem>()
  const [name, setName] = useState('')
  const [keep, setKeep] = useState(false)
  const take = async ([file]: File[]) => {
    if (!file) return
    setProblem(undefined)
    setShare(0)
    try {
      const { id } = await upload(project, file, { keep, onShare: setShare })
      setName(file.name)
      set('file', id)
      onName?.(file.name)
    } catch (error) {
      setProblem(asProblem(error))
    } finally {
      setShare(undefined)
    }
  }
  const why = wrong('file')
  return (
    <div className={css.drop}>
      <p className={css.label}>{m.documents_file()}</p>
      {values.file ? (
        <p className={css.taken}>{m.documents_file_taken({ name })}</p>
      ) : (
        <>
          <label className={css.keep}>
            <input type="checkbox" checked={keep} onChange={() => setKeep(!keep)} />
            {m.documents_file_keep()}
          </label>
          <FileDrop about={m.documents_file_about()} disabled={share !== undefined} onFiles={take} />
        </>
      )}
      {share !== undefined && <Progress share={share} label={m.documents_file_going()} />}
      {problem && <ProblemNote problem={problem} />}
      {why && (
        <p className={css.wrong} role="alert">
          {why}
        </p>
      )}
    </div>
  )
}
