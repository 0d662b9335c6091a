/** Shape is the sign a status is told by, so that its colour is never needed. */
export type Shape =
  | 'circle'
  | 'triangle'
  | 'half-circle'
  | 'square-tick'
  | 'square-tick-dot'
  | 'octagon-cross'
  | 'barred-circle'
  | 'dash'
  | 'padlock'

/** Outline is how a shape is drawn on a square of 16 by 16: what is a line, and what is filled. */
export interface Outline {
  line: string
  fill: string
}

const ring = 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11z'
const square =
  'M4 2.5h8a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-8a1.5 1.5 0 0 1-1.5-1.5v-8a1.5 1.5 0 0 1 1.5-1.5z'

/** outlines holds the drawing of each shape; they are those of the status chips elsewhere in the product. */
export const outlines: Record<Shape, Outline> = {
  circle: { line: ring, fill: '' },
  triangle: { line: 'M4.5 3v10l8-5z', fill: 'M4.5 3v10l8-5z' },
  'half-circle': { line: ring, fill: 'M8 2.5a5.5 5.5 0 0 1 0 11z' },
  'square-tick': { line: `${square}M5.2 8.2l2 2l3.8-4.4`, fill: '' },
  'square-tick-dot': {
    line: `${square}M4.6 7.4l1.8 1.9l3.4-4`,
    fill: 'M10.9 9.6a1.3 1.3 0 1 1 0 2.6a1.3 1.3 0 1 1 0-2.6z',
  },
  'octagon-cross': {
    line: 'M5.4 2h5.2l3.4 3.4v5.2l-3.4 3.4h-5.2l-3.4-3.4v-5.2zM5.8 5.8l4.4 4.4m0-4.4l-4.4 4.4',
    fill: '',
  },
  'barred-circle': { line: `${ring}M4.1 4.1l7.8 7.8`, fill: '' },
  dash: { line: 'M3.5 8h9', fill: '' },
  padlock: {
    line: 'M5.2 7v-1.8a2.8 2.8 0 0 1 5.6 0v1.8',
    fill: 'M4.2 7h7.6a1.2 1.2 0 0 1 1.2 1.2v4.1a1.2 1.2 0 0 1-1.2 1.2h-7.6a1.2 1.2 0 0 1-1.2-1.2v-4.1a1.2 1.2 0 0 1 1.2-1.2z',
  },
}
