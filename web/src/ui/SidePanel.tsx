import { CloseButton } from '@mantine/core'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useState } from 'react'
import { m } from '~/lib/paraglide/messages'
import css from './panel.module.css'

const least = 360
const most = 620
const kept = 'cxweb.panel'

const within = (width: number) => Math.round(Math.min(most, Math.max(least, width)))

function read(): number {
  try {
    return within(Number(localStorage.getItem(kept)) || 440)
  } catch {
    return 440
  }
}

/**
 * SidePanel stands beside what it belongs to, which goes on working. It is made broader or narrower by its
 * edge, with the mouse, a finger or the arrow keys, and keeps its width on this device.
 */
export function SidePanel({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ReactNode
}) {
  const [width, setWidth] = useState(read)
  const heading = useId()
  const keep = (next: number) => {
    const fitting = within(next)
    setWidth(fitting)
    try {
      localStorage.setItem(kept, String(fitting))
    } catch {
      // A browser that keeps nothing has the width until the page is left.
    }
  }
  const begin = (event: PointerEvent<HTMLElement>) => {
    const grip = event.currentTarget
    const from = event.clientX
    grip.setPointerCapture(event.pointerId)
    const move = (now: globalThis.PointerEvent) => keep(width + from - now.clientX)
    const end = () => {
      grip.removeEventListener('pointermove', move)
      grip.removeEventListener('pointerup', end)
      grip.removeEventListener('pointercancel', end)
    }
    grip.addEventListener('pointermove', move)
    grip.addEventListener('pointerup', end)
    grip.addEventListener('pointercancel', end)
  }
  const step = (event: KeyboardEvent) => {
    const by = { ArrowLeft: 16, ArrowRight: -16, Home: most, End: -most }[event.key]
    if (by === undefined) return
    event.preventDefault()
    keep(width + by)
  }
  const leave = (event: KeyboardEvent) => {
    // A list or a calendar that is open inside takes the key for itself.
    if (event.key === 'Escape' && !event.defaultPrevented) onClose()
  }
  return (
    <aside className={css.panel} style={{ width }} aria-labelledby={heading} onKeyDown={leave}>
      {/* biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved */}
      <div
        className={css.grip}
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={m.ui_panel_width()}
        aria-valuenow={width}
        aria-valuemin={least}
        aria-valuemax={most}
        onPointerDown={begin}
        onKeyDown={step}
      />
      <div className={css.head}>
        <h2 id={heading} tabIndex={-1}>
          {title}
        </h2>
        <CloseButton aria-label={m.ui_close()} onClick={onClose} />
      </div>
      <div className={css.body}>{children}</div>
    </aside>
  )
}
