import { IconPaperclip } from '@tabler/icons-react'
import { m } from '~/lib/paraglide/messages'
import { Enclosed } from '../form/Enclosed'
import { FilesList } from '../form/FilesList'
import form from '../form/form.module.css'
import css from './answer.module.css'
import type { Run } from './judge'
import type { Running } from './useRun'

/** Enclosures are the files that a test encloses; without a network they wait like its answers. */
export function Enclosures({ run, running, off }: { run: Run; running: Running; off: boolean }) {
  const { files } = running.kept
  if (off && run.enclosures.length === 0) return null
  return (
    <div className={css.enclosures}>
      <h3>{m.verification_enclosures()}</h3>
      <Enclosed
        files={run.enclosures}
        onRemove={off || run.state === 'done' ? undefined : (id) => void running.removeFile(id)}
      />
      <FilesList
        files={files}
        lost={running.refused}
        onRemove={(id) => void running.removeFile(id)}
        onAgain={running.sendAgain}
      />
      {!off && (
        <label className={`${form.source} ${css.choose}`}>
          <IconPaperclip size={22} aria-hidden />
          {m.verification_file_attach()}
          <input
            type="file"
            multiple
            onChange={(event) => {
              void running.addFiles(Array.from(event.currentTarget.files ?? []))
              event.currentTarget.value = ''
            }}
          />
        </label>
      )}
    </div>
  )
}
