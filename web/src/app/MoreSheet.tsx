import type { ReactNode } from 'react'
import { m } from '~/lib/paraglide/messages'
import { Sheet } from '~/ui/Sheet'

/** MoreSheet holds the lines of the menu that the tabs at the bottom have no room for. */
export default function MoreSheet({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <Sheet title={m.app_nav_more()} side="bottom" onClose={onClose}>
      {children}
    </Sheet>
  )
}
