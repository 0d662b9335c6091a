import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core'
import '@mantine/core/styles/Overlay.layer.css'
import '@mantine/core/styles/Paper.layer.css'
import '@mantine/core/styles/ModalBase.layer.css'
import '@mantine/core/styles/Modal.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/SegmentedControl.layer.css'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { m } from '~/lib/paraglide/messages'
import css from './answer.module.css'
import { drawMarks, enough, type Mark, type Point } from './marks'

type Tool = Mark['tool']

/** MarkUp draws on a photo: an arrow, a circle, or words. The photo as it was taken is kept beside it. */
export function MarkUp({
  picture,
  onDone,
  onClose,
}: {
  picture: string
  onDone: (photo: Blob) => void
  onClose: () => void
}) {
  const sheet = useRef<HTMLCanvasElement>(null)
  const [image, setImage] = useState<HTMLImageElement>()
  const [tool, setTool] = useState<Tool>('arrow')
  const [text, setText] = useState('')
  const [marks, setMarks] = useState<Mark[]>([])
  const [drawn, setDrawn] = useState<{ from: Point; to: Point }>()
  useEffect(() => {
    const loaded = new Image()
    loaded.src = picture
    loaded.onload = () => setImage(loaded)
  }, [picture])
  useEffect(() => {
    const context = sheet.current?.getContext('2d')
    if (!context || !image || !sheet.current) return
    sheet.current.width = image.naturalWidth
    sheet.current.height = image.naturalHeight
    context.drawImage(image, 0, 0)
    const now = drawn && tool !== 'text' ? [...marks, { tool, ...drawn } as Mark] : marks
    drawMarks(context, now, image.naturalWidth, image.naturalHeight)
  }, [image, marks, drawn, tool])
  const at = (event: PointerEvent): Point => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
  }
  const end = () => {
    if (drawn && tool !== 'text' && enough(drawn.from, drawn.to)) setMarks([...marks, { tool, ...drawn }])
    setDrawn(undefined)
  }
  return (
    <Modal.Root opened onClose={onClose} fullScreen padding="sm">
      <Modal.Content>
        <Modal.Header role="presentation">
          <Modal.Title>{m.verification_photo_mark()}</Modal.Title>
          <Modal.CloseButton aria-label={m.ui_close()} size={44} />
        </Modal.Header>
        <Modal.Body className={css.markUp}>
          <canvas
            ref={sheet}
            role="img"
            aria-label={m.verification_mark_sheet()}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId)
              const from = at(event)
              if (tool !== 'text') setDrawn({ from, to: from })
              else if (text.trim()) setMarks([...marks, { tool, from, text: text.trim() }])
            }}
            onPointerMove={(event) => drawn && setDrawn({ from: drawn.from, to: at(event) })}
            onPointerUp={end}
            onPointerCancel={() => setDrawn(undefined)}
          />
          <div className={css.markTools}>
            <SegmentedControl
              aria-label={m.verification_mark_tool()}
              size="md"
              transitionDuration={0}
              value={tool}
              onChange={(next) => setTool(next as Tool)}
              data={[
                { value: 'arrow', label: m.verification_mark_arrow() },
                { value: 'circle', label: m.verification_mark_circle() },
                { value: 'text', label: m.verification_mark_text() },
              ]}
            />
            {tool === 'text' && (
              <TextInput
                aria-label={m.verification_mark_words()}
                placeholder={m.verification_mark_words()}
                value={text}
                maxLength={60}
                onChange={(event) => setText(event.currentTarget.value)}
              />
            )}
            <Button
              variant="default"
              disabled={marks.length === 0}
              onClick={() => setMarks(marks.slice(0, -1))}
            >
              {m.ui_undo()}
            </Button>
            <Button
              disabled={marks.length === 0}
              onClick={() => sheet.current?.toBlob((photo) => photo && onDone(photo), 'image/jpeg', 0.85)}
            >
              {m.verification_mark_save()}
            </Button>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
