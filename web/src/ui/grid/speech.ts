/** How long a held arrow key must rest before the cell is spoken, in milliseconds. */
const rest = 120

/** Speech says to a screen reader where one is and what happened, without getting in the way. */
export class Speech {
  readonly element = document.createElement('div')
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    this.element.className = 'unseen'
    this.element.setAttribute('role', 'status')
    this.element.setAttribute('aria-live', 'polite')
    this.element.setAttribute('aria-atomic', 'true')
  }

  /** Says a text once nothing newer is to be said. The text is made only when it is spoken. */
  say(text: () => string): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.element.textContent = text()
    }, rest)
  }

  close(): void {
    clearTimeout(this.timer)
  }
}
