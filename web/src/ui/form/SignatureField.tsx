import { Button } from '@mantine/core'
import { IconEraser } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { PointGroup } from 'signature_pad'
import { m } from '~/lib/paraglide/messages'
import css from './signature.module.css'
import { inked, paper, scaled } from './strokes'

type Pad = import('signature_pad').default

/** SignatureField takes a signature by finger, pen or mouse, with what stands below it, such as the name. */
export function SignatureField({
  label,
  strokes,
  wrong,
  onStrokes,
  children,
}: {
  label: string
  strokes: PointGroup[]
  /** wrong is what is wrong with the signature itself. */
  wrong?: string | undefined
  onStrokes: (strokes: PointGroup[]) => void
  children?: ReactNode
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<Pad>(undefined)
  const now = useRef(strokes)
  now.current = strokes
  const told = useRef(onStrokes)
  told.current = onStrokes

  useEffect(() => {
    let gone = false
    const draw = () => {
      const sheet = canvas.current
      if (!sheet || !pad.current) return
      const ratio = Math.max(1, window.devicePixelRatio)
      const width = sheet.offsetWidth
      sheet.width = width * ratio
      sheet.height = ((width * paper.height) / paper.width) * ratio
      sheet.getContext('2d')?.scale(ratio, ratio)
      pad.current.clear()
      pad.current.fromData(scaled(now.current, width / paper.width))
    }
    import('signature_pad').then(({ default: SignaturePad }) => {
      const sheet = canvas.current
      if (gone || !sheet) return
      pad.current = new SignaturePad(sheet, inked)
      pad.current.addEventListener('endStroke', () => {
        const written = pad.current?.toData() ?? []
        told.current(scaled(written, paper.width / sheet.offsetWidth))
      })
      draw()
    })
    const watch = new ResizeObserver(draw)
    if (canvas.current?.parentElement) watch.observe(canvas.current.parentElement)
    return () => {
      gone = true
      watch.disconnect()
      pad.current?.off()
    }
  }, [])

  const empty = strokes.length === 0
  // What was sent or cleared elsewhere is gone from the paper too.
  useEffect(() => {
    if (empty) pad.current?.clear()
  }, [empty])

  return (
    <fieldset className={css.field}>
      <legend>{label}</legend>
      <div className={css.paper}>
        <canvas ref={canvas} aria-label={m.ui_signature_here()} role="img" />
        {empty && <span aria-hidden>{m.ui_signature_here()}</span>}
      </div>
      {wrong && (
        <p className={css.wrong} role="alert">
          {wrong}
        </p>
      )}
      <div className={css.signer}>
        <div>{children}</div>
        <Button
          variant="default"
          leftSection={<IconEraser size={18} aria-hidden />}
          disabled={empty}
          onClick={() => onStrokes([])}
        >
          {m.ui_signature_clear()}
        </Button>
      </div>
    </fieldset>
  )
}
