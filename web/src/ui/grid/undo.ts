import type { Value } from './columns'

/** Patch is one cell's change, with the text instead of a value where one stood that could not be read. */
export interface Patch {
  id: string
  key: string
  before: Value
  after: Value
  wrongBefore?: string | undefined
  wrongAfter?: string | undefined
}

/** Step is one thing a person did, to be undone as one: cells written, rows added, rows removed. */
export interface Step {
  cells: Patch[]
  added: string[]
  removed: string[]
  /** The history entry by which the server can take back a removal. */
  entry?: string
}

/** Undo keeps the steps of a sitting, at most fifty. */
export class Undo {
  private past: Step[] = []
  private future: Step[] = []

  constructor(private readonly limit = 50) {}

  get canUndo(): boolean {
    return this.past.length > 0
  }

  get canRedo(): boolean {
    return this.future.length > 0
  }

  /** Remembers a step just done; what was undone before it can no longer be redone. */
  push(step: Step): void {
    if (step.cells.length + step.added.length + step.removed.length === 0) return
    this.past.push(step)
    if (this.past.length > this.limit) this.past.shift()
    this.future = []
  }

  /** Takes the last step back; the caller applies it and hands over the step that redoes it. */
  undo(apply: (step: Step) => Step): boolean {
    return move(this.past, this.future, apply)
  }

  /** Does the last undone step again, likewise. */
  redo(apply: (step: Step) => Step): boolean {
    return move(this.future, this.past, apply)
  }

  /** Forgets everything, as when another register is opened. */
  clear(): void {
    this.past = []
    this.future = []
  }
}

/** inverse turns a step's cells round, last first, so that a cell written twice ends where it began. */
export function inverse(cells: Patch[]): Patch[] {
  const turned = cells.map((patch) => ({
    id: patch.id,
    key: patch.key,
    before: patch.after,
    after: patch.before,
    wrongBefore: patch.wrongAfter,
    wrongAfter: patch.wrongBefore,
  }))
  return turned.reverse()
}

function move(from: Step[], to: Step[], apply: (step: Step) => Step): boolean {
  const step = from.pop()
  if (!step) return false
  to.push(apply(step))
  return true
}
