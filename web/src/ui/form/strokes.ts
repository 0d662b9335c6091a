import type { PointGroup } from 'signature_pad'

/** paper is what a signature is kept on, whatever the size of the screen it was written on. */
export const paper = { width: 600, height: 200 }

/** scaled moves strokes onto paper of another size. */
export const scaled = (strokes: readonly PointGroup[], by: number): PointGroup[] =>
  strokes.map((stroke) => ({
    ...stroke,
    dotSize: stroke.dotSize * by,
    minWidth: stroke.minWidth * by,
    maxWidth: stroke.maxWidth * by,
    points: stroke.points.map((point) => ({ ...point, x: point.x * by, y: point.y * by })),
  }))

/** inked is black ink on white paper, which prints and reads in every theme. */
export const inked = { backgroundColor: '#ffffff', penColor: '#000000' }

/** drawn makes a picture of a signature, twice as fine as the paper's points. */
export async function drawn(strokes: PointGroup[]): Promise<Blob> {
  const { default: SignaturePad } = await import('signature_pad')
  const canvas = document.createElement('canvas')
  canvas.width = paper.width * 2
  canvas.height = paper.height * 2
  const pad = new SignaturePad(canvas, inked)
  pad.fromData(scaled(strokes, 2))
  pad.off()
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!picture) throw new Error('the browser made no picture')
  return picture
}

/** inkOf is a signature as a picture in base64, for what takes it along with the rest. */
export async function inkOf(strokes: PointGroup[]): Promise<string> {
  const bytes = new Uint8Array(await (await drawn(strokes)).arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
