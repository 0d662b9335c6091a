import { Button, TextInput } from '@mantine/core'
import { IconEraser } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { PointGroup } from 'signature_pad'
import { m } from '~/lib/paraglide/messages'
import css from './form.module.css'
import { inked, paper, scaled } from './strokes'

type Pad = import('signature_pad').default

/** SignatureField takes a signature by finger, pen or mouse, and the name that goes with it. */
export function SignatureField({
  label = m.verification_signature(),
  strokes,
  name,
  wrong,
  onStrokes,
  onName,
}: {
  label?: string
  strokes: PointGroup[]
  name: string
  wrong: string | undefined
  onStrokes: (strokes: PointGroup[]) => void
  onName: (name: string) => void
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
        <canvas ref={canvas} aria-label={m.verification_signature_here()} role="img" />
        {empty && <span aria-hidden>{m.verification_signature_here()}</span>}
      </div>
      <div className={css.signer}>
        <TextInput
          label={m.verification_signed_name()}
          value={name}
          onChange={(event) => onName(event.currentTarget.value)}
          error={wrong}
          maxLength={120}
          autoComplete="name"
        />
        <Button
          variant="default"
          leftSection={<IconEraser size={18} aria-hidden />}
          disabled={empty}
          onClick={() => onStrokes([])}
        >
          {m.verification_signature_clear()}
        </Button>
      </div>
    </fieldset>
  )
}
