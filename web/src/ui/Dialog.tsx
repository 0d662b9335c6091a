import { Modal } from '@mantine/core'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Modal.layer.css'
import type { ReactNode } from 'react'
import { m } from '~/lib/paraglide/messages'

/** Dialog asks for a few things in the middle of the screen; `stay` keeps a click outside from closing it. */
export function Dialog({
  title,
  stay = false,
  onClose,
  children,
}: {
  title: string
  stay?: boolean
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Modal.Root opened onClose={onClose} closeOnClickOutside={!stay}>
      <Modal.Overlay />
      <Modal.Content>
        {/* A header element would count as a second banner of the page. */}
        <Modal.Header role="presentation">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={m.ui_close()} />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
