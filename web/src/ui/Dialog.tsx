import { Modal } from '@mantine/core'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Modal.layer.css'
import type { ReactNode } from 'react'
import { m } from '~/lib/paraglide/messages'

/** Dialog asks for a few things in the middle of the screen; `stay` keeps a click outside from closing it. */
export function Dialog({ title, stay = false, onClose, children }: {
  title: string
  stay?: boolean
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Modal opened onClose={onClose} title={title} closeOnClickOutside={!stay} closeButtonProps={{ 'aria-label': m.ui_close() }}>
      {children}
    </Modal>
  )
}
