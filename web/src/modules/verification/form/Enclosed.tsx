import { ActionIcon } from '@mantine/core'
import { IconFileText, IconTrash } from '@tabler/icons-react'
import { useProject } from '~/api/access'
import { formatSize } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { pictureOf } from '~/ui/Viewer'
import css from './files.module.css'
import type { Test } from './useRecording'

/** Enclosed lists the files that a test encloses, each to open, and to remove where that can be. */
export function Enclosed({
  files,
  onRemove,
}: {
  files: Test['enclosures']
  onRemove?: ((id: string) => void) | undefined
}) {
  const project = useProject()
  if (files.length === 0) return null
  return (
    <ul className={css.enclosed}>
      {files.map(({ id, file, name, size }) => (
        <li key={id}>
          <a href={pictureOf(project, file)} target="_blank" rel="noreferrer">
            <IconFileText size={18} aria-hidden /> {name}
          </a>{' '}
          <span className="muted figures">{formatSize(size)}</span>
          {onRemove && (
            <ActionIcon
              variant="default"
              aria-label={m.verification_file_remove({ name })}
              onClick={() => onRemove(id)}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  )
}
