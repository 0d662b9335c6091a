/** Point is a place on a picture, from 0 to 1 either way, so that it fits any size. */
export type Point = { x: number; y: number }

/** Mark is what was drawn on a photo: an arrow to what matters, a circle around it, or words beside it. */
export type Mark =
  | { tool: 'arrow' | 'circle'; from: Point; to: Point }
  | { tool: 'text'; from: Point; text: string }

/** enough tells a mark from a slip of the finger. */
export const enough = (from: Point, to: Point): boolean => Math.hypot(to.x - from.x, to.y - from.y) > 0.02

const red = '#d4002a'

/** drawMarks draws marks on a picture of a size, in red with a white edge that shows on any ground. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  marks: readonly Mark[],
  width: number,
  height: number,
) {
  const line = Math.max(3, Math.min(width, height) / 120)
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const mark of marks) {
    const [x, y] = [mark.from.x * width, mark.from.y * height]
    if (mark.tool === 'text') {
      context.font = `bold ${line * 7}px sans-serif`
      context.textBaseline = 'middle'
      context.strokeStyle = '#ffffff'
      context.lineWidth = line * 1.6
      context.strokeText(mark.text, x, y)
      context.fillStyle = red
      context.fillText(mark.text, x, y)
      continue
    }
    const [toX, toY] = [mark.to.x * width, mark.to.y * height]
    const shape = () => {
      context.beginPath()
      if (mark.tool === 'circle') {
        context.ellipse(
          (x + toX) / 2,
          (y + toY) / 2,
          Math.abs(toX - x) / 2,
          Math.abs(toY - y) / 2,
          0,
          0,
          2 * Math.PI,
        )
      } else {
        const angle = Math.atan2(toY - y, toX - x)
        const head = line * 6
        context.moveTo(x, y)
        context.lineTo(toX, toY)
        for (const turn of [-0.5, 0.5]) {
          context.moveTo(toX, toY)
          context.lineTo(toX - head * Math.cos(angle + turn), toY - head * Math.sin(angle + turn))
        }
      }
      context.stroke()
    }
    context.strokeStyle = '#ffffff'
    context.lineWidth = line * 2
    shape()
    context.strokeStyle = red
    context.lineWidth = line
    shape()
  }
}
