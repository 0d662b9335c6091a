import { ActionIcon, Loader } from '@mantine/core'
import { IconFileText, IconRefresh, IconTrash } from '@tabler/icons-react'
import type { Problem } from '~/api/problem'
import { m } from '~/lib/paraglide/messages'
import type { Shot } from './draft'
import css from './files.module.css'

/** whole is all that a problem says, in one line. */
export const whole = ({ message, detail }: Problem): string => [message, detail].filter(Boolean).join('. ')

/** FilesList shows the files that a test encloses: which are with the server, and why one is not. */
export function FilesList({
  files,
  lost,
  onRemove,
  onAgain,
}: {
  files: Shot[]
  lost: ReadonlyMap<string, Problem>
  onRemove: (id: string) => void
  onAgain: (id: string) => void
}) {
  if (files.length === 0) return null
  return (
    <ul className={css.files}>
      {files.map(({ id, file, name = '' }) => {
        const problem = lost.get(id)
        return (
          <li key={id} data-lost={problem ? true : undefined}>
            <IconFileText size={24} aria-hidden />
            <div className={css.name}>
              {name}
              {!file && !problem && (
                <p className="muted" role="status">
                  <Loader size="xs" aria-hidden /> {m.verification_photo_sending()}
                </p>
              )}
              {problem && (
                <p className={css.wrong} role="alert">
                  {whole(problem)}
                </p>
              )}
            </div>
            <div className={css.acts}>
              {problem && (
                <ActionIcon
                  variant="default"
                  aria-label={m.verification_file_again({ name })}
                  title={m.verification_photo_again()}
                  onClick={() => onAgain(id)}
                >
                  <IconRefresh size={18} aria-hidden />
                </ActionIcon>
              )}
              <ActionIcon
                variant="default"
                aria-label={m.verification_file_remove({ name })}
                onClick={() => onRemove(id)}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
