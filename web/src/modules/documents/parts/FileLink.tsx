import { IconExternalLink, IconLock, IconPhoto, IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { m } from '~/lib/paraglide/messages'
import { pictureOf, Viewer } from '~/ui/Viewer'
import css from './parts.module.css'

/**
 * FileLink shows a file: a picture over the page, anything else in a window of
 * the browser's own; one that holds a virus is locked away, and says so.
 */
export function FileLink({
  file,
  mediaType,
  checked,
  children,
}: {
  file: string
  mediaType: string
  checked: string
  children: string
}) {
  const project = useProject()
  const [seen, setSeen] = useState(false)
  const address = pictureOf(project, file)
  if (checked === 'infected') {
    return (
      <span className={css.locked}>
        <IconLock size={16} aria-hidden />
        {children}: {m.documents_file_infected()}
      </span>
    )
  }
  const shield = checked === 'clean' && (
    <IconShieldCheck size={16} role="img" aria-label={m.documents_file_clean()} className={css.clean}>
      <title>{m.documents_file_clean()}</title>
    </IconShieldCheck>
  )
  if (!mediaType.startsWith('image/')) {
    return (
      <span className={css.fileline}>
        <a href={address} target="_blank" rel="noreferrer" className={css.file}>
          {children}
          <IconExternalLink size={16} aria-hidden />
        </a>
        {shield}
      </span>
    )
  }
  return (
    <span className={css.fileline}>
      <button type="button" className={css.file} onClick={() => setSeen(true)}>
        {children}
        <IconPhoto size={16} aria-hidden />
      </button>
      {shield}
      {seen && <Viewer pictures={[address]} first={0} onClose={() => setSeen(false)} />}
    </span>
  )
}
