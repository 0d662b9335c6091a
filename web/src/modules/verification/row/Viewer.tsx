import { ActionIcon, Modal } from '@mantine/core'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Modal.layer.css'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { addressOf } from '~/api/call'
import { m } from '~/lib/paraglide/messages'
import css from './viewer.module.css'

/** pictureOf is where a picture of the project is shown from. */
export const pictureOf = (project: string, file: string): string =>
  addressOf('files.file.read', { path: { project, file }, query: { show: true } })[1]

/** Viewer shows pictures as large as the screen; the arrow keys go from one to the next. */
export function Viewer({
  pictures,
  first,
  onClose,
}: {
  pictures: string[]
  first: number
  onClose: () => void
}) {
  const [at, setAt] = useState(first)
  const step = (by: number) => setAt((now) => (now + by + pictures.length) % pictures.length)
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') step(1)
    else if (event.key === 'ArrowLeft') step(-1)
    else return
    event.preventDefault()
  }
  const place = m.verification_photo_of({ no: String(at + 1), all: String(pictures.length) })
  return (
    <Modal.Root opened onClose={onClose} fullScreen padding={0}>
      <Modal.Content onKeyDown={keys} className={css.viewer}>
        <Modal.Header role="presentation" className={css.head}>
          <Modal.Title aria-live="polite">{place}</Modal.Title>
          <Modal.CloseButton aria-label={m.ui_close()} size={44} />
        </Modal.Header>
        <Modal.Body className={css.body}>
          <img src={pictures[at]} alt={place} />
          {pictures.length > 1 && (
            <>
              <ActionIcon
                size={56}
                variant="default"
                className={css.before}
                aria-label={m.verification_photo_before()}
                onClick={() => step(-1)}
              >
                <IconChevronLeft size={28} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size={56}
                variant="default"
                className={css.after}
                aria-label={m.verification_photo_after()}
                onClick={() => step(1)}
              >
                <IconChevronRight size={28} aria-hidden />
              </ActionIcon>
            </>
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
