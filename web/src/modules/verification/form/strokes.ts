import type { PointGroup } from 'signature_pad'

/** room is the paper a signature is written on, in its own points. */
export const room = { width: 600, height: 200 }

/** drawn makes a picture of a signature, black on white and twice as fine as the screen. */
export async function drawn(strokes: PointGroup[]): Promise<Blob> {
  const { default: SignaturePad } = await import('signature_pad')
  const canvas = document.createElement('canvas')
  canvas.width = room.width * 2
  canvas.height = room.height * 2
  canvas.getContext('2d')?.scale(2, 2)
  const pad = new SignaturePad(canvas, { backgroundColor: '#ffffff', penColor: '#000000' })
  pad.fromData(strokes)
  pad.off()
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!picture) throw new Error('the browser made no picture')
  return picture
}
