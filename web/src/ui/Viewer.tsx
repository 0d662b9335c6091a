import { ActionIcon, Modal } from '@mantine/core'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Modal.layer.css'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
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
  const count = pictures.length
  const step = useCallback((by: number) => setAt((now) => (now + by + count) % count), [count])
  useEffect(() => {
    const keys = (event: KeyboardEvent) => {
      if (event.key === 'ArrowRight') step(1)
      else if (event.key === 'ArrowLeft') step(-1)
    }
    window.addEventListener('keydown', keys)
    return () => window.removeEventListener('keydown', keys)
  }, [step])
  const place = m.ui_photo_of({ no: String(at + 1), all: String(count) })
  return (
    <Modal.Root opened onClose={onClose} fullScreen padding={0}>
      <Modal.Content className={css.viewer}>
        <Modal.Header role="presentation" className={css.head}>
          <Modal.Title aria-live="polite">{place}</Modal.Title>
          <Modal.CloseButton aria-label={m.ui_close()} size={44} />
        </Modal.Header>
        <Modal.Body className={css.body}>
          <img src={pictures[at]} alt={place} />
          {count > 1 && (
            <>
              <ActionIcon
                size={56}
                variant="default"
                className={css.before}
                aria-label={m.ui_photo_before()}
                onClick={() => step(-1)}
              >
                <IconChevronLeft size={28} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size={56}
                variant="default"
                className={css.after}
                aria-label={m.ui_photo_after()}
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
