import { IconUpload } from '@tabler/icons-react'
import { type DragEvent, useId, useState } from 'react'
import { formatSize } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import css from './drop.module.css'

/** FileDrop takes files by dragging or choosing; what cannot be used is refused with the reason before it is sent. */
export function FileDrop({
  kinds,
  most,
  many = false,
  about,
  disabled = false,
  onFiles,
}: {
  /** kinds are the endings it takes, such as `.xlsx`; none takes all. */
  kinds?: string[]
  /** most is the largest size in bytes. */
  most?: number
  many?: boolean
  about?: string
  disabled?: boolean
  onFiles: (files: File[]) => void
}) {
  const id = useId()
  const [over, setOver] = useState(false)
  const [refused, setRefused] = useState<string[]>([])

  const take = (list: FileList | null) => {
    const why: string[] = []
    const files = Array.from(list ?? []).filter((file) => {
      const kind = file.name.slice(file.name.lastIndexOf('.')).toLowerCase()
      if (kinds && !kinds.includes(kind))
        why.push(m.ui_drop_wrong_kind({ name: file.name, kinds: kinds.join(', ') }))
      else if (most && file.size > most)
        why.push(m.ui_drop_too_large({ name: file.name, most: formatSize(most) }))
      else return true
      return false
    })
    setRefused(why)
    const wanted = many ? files : files.slice(0, 1)
    if (wanted.length > 0) onFiles(wanted)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!disabled) take(event.dataTransfer.files)
  }

  return (
    <div>
      <label
        htmlFor={id}
        className={css.drop}
        data-over={over || undefined}
        data-disabled={disabled || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconUpload size={22} stroke={1.75} aria-hidden />
        <strong>{many ? m.ui_drop_here_many() : m.ui_drop_here()}</strong>
        {about && <span>{about}</span>}
        <input
          id={id}
          type="file"
          multiple={many}
          accept={kinds?.join(',')}
          disabled={disabled}
          onChange={(event) => {
            take(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
      </label>
      {refused.length > 0 && (
        <ul className={css.refused} role="alert">
          {refused.map((why) => (
            <li key={why}>{why}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
