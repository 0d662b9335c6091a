import { Drawer } from '@mantine/core'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Drawer.layer.css'
import type { ReactNode } from 'react'
import { m } from '~/lib/paraglide/messages'

/** Sheet slides in over the page, from the right for a form and from the bottom for a menu. */
export function Sheet({
  title,
  side = 'right',
  size = side === 'bottom' ? 'auto' : 620,
  onClose,
  children,
}: {
  title: string
  side?: 'right' | 'bottom'
  size?: number | 'auto' | '100%'
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Drawer.Root opened onClose={onClose} position={side} size={size}>
      <Drawer.Overlay />
      <Drawer.Content {...(side === 'bottom' ? { h: 'auto', w: '100%', flex: 'none' } : {})}>
        {/* A header element would count as a second banner of the page. */}
        <Drawer.Header role="presentation">
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={m.ui_close()} />
        </Drawer.Header>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}
