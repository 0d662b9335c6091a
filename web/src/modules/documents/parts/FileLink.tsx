import { IconExternalLink, IconPhoto } from '@tabler/icons-react'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { pictureOf, Viewer } from '~/ui/Viewer'
import css from './parts.module.css'

/** FileLink shows a file: a picture over the page, anything else in a window of the browser's own. */
export function FileLink({
  file,
  mediaType,
  children,
}: {
  file: string
  mediaType: string
  children: string
}) {
  const project = useProject()
  const [seen, setSeen] = useState(false)
  const address = pictureOf(project, file)
  if (!mediaType.startsWith('image/')) {
    return (
      <a href={address} target="_blank" rel="noreferrer" className={css.file}>
        {children}
        <IconExternalLink size={16} aria-hidden />
      </a>
    )
  }
  return (
    <>
      <button type="button" className={css.file} onClick={() => setSeen(true)}>
        {children}
        <IconPhoto size={16} aria-hidden />
      </button>
      {seen && <Viewer pictures={[address]} first={0} onClose={() => setSeen(false)} />}
    </>
  )
}
