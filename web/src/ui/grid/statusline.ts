/** Part is one thing on the status line: words, or a button. */
export type Part =
  | { text: string; tone?: 'problem' | 'muted' }
  | { button: string; act: () => void; main?: true }

let count = 0

/** Statusline is the line below the grid that says what is going on and asks what a person must decide. */
export class Statusline {
  readonly element = document.createElement('div')
  private readonly left = document.createElement('div')
  private readonly right = document.createElement('div')
  /** By which a cell can say that the line speaks of it. */
  readonly id = `cx-status-${++count}`
  private shown = ''
  private acts: (() => void)[] = []

  /** `done` hears that a button was pressed, to put the focus back where it came from. */
  constructor(done: () => void) {
    this.element.className = 'cx-status'
    this.left.id = this.id
    this.element.append(this.left, this.right)
    this.element.addEventListener('click', (event) => {
      const button = (event.target as Element).closest<HTMLElement>('[data-act]')
      if (!button) return
      this.acts[Number(button.dataset.act)]?.()
      done()
    })
  }

  /** Shows what concerns the cells on the left and what concerns the register on the right. */
  show(left: Part[], right: Part[]): void {
    const all = [...left, ...right]
    this.acts = all.flatMap((part) => ('act' in part ? [part.act] : []))
    const shown = JSON.stringify([left, right])
    // What stands there already is left alone, so that a button keeps the focus.
    if (shown === this.shown) return
    this.shown = shown
    let at = 0
    for (const [host, parts] of [
      [this.left, left],
      [this.right, right],
    ] as const) {
      host.replaceChildren(...parts.map((part) => ('act' in part ? button(part, at++) : words(part))))
    }
  }

  /** Gives the focus to the button that answers a question. */
  focus(): void {
    this.left.querySelector<HTMLElement>('.is-main')?.focus()
  }
}

function words(part: Extract<Part, { text: string }>): HTMLElement {
  const span = document.createElement('span')
  span.textContent = part.text
  if (part.tone) span.className = `is-${part.tone}`
  return span
}

function button(part: Extract<Part, { button: string }>, at: number): HTMLElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.textContent = part.button
  element.dataset.act = String(at)
  if (part.main) element.className = 'is-main'
  return element
}
