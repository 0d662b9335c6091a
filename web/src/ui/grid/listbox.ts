import { type Choice, isLookup, type Lookup } from './columns'
import type { Words } from './words'

/** The most choices that are shown at once; typing narrows them. */
const shown = 100

/** How long after the last key a search is sent, in milliseconds. */
const pause = 150

let count = 0

/**
 * Listbox is the list of choices under the editor: it narrows as one types and marks the one that Enter
 * takes.
 */
export class Listbox {
  readonly element = document.createElement('div')
  private readonly id = `cx-list-${++count}`
  private choices: Choice[] = []
  private at = -1
  private timer: ReturnType<typeof setTimeout> | undefined
  private search: AbortController | undefined

  constructor(
    private readonly input: HTMLElement,
    private readonly words: () => Words,
    private readonly pick: (choice: Choice) => void,
  ) {
    this.element.className = 'cx-list'
    this.element.id = this.id
    this.element.setAttribute('role', 'listbox')
    // The editor keeps the focus while the list is pressed or scrolled.
    this.element.addEventListener('pointerdown', (event) => event.preventDefault())
    this.element.addEventListener('click', (event) => {
      const option = (event.target as Element).closest<HTMLElement>('[role=option]')
      const choice = option && this.choices[Number(option.dataset.at)]
      if (choice) this.pick(choice)
    })
  }

  /** The choice that Enter takes. */
  get marked(): Choice | undefined {
    return this.choices[this.at]
  }

  /** Shows the choices that fit a text; `value` is marked if it is among them. */
  show(choices: Choice[] | Lookup, text: string, value?: string): void {
    clearTimeout(this.timer)
    this.search?.abort()
    if (!isLookup(choices)) {
      this.fill(matching(choices, text), text, value)
      return
    }
    this.search = new AbortController()
    const { signal } = this.search
    this.timer = setTimeout(async () => {
      try {
        const found = await choices.search(text, signal)
        if (!signal.aborted) this.fill(found, text, value)
      } catch (error) {
        if (!signal.aborted) this.note(this.words().failed(error))
      }
    }, pause)
  }

  /** Marks the choice so many further down, staying inside the list. */
  move(by: number): void {
    if (this.choices.length === 0) return
    this.mark(Math.max(0, Math.min(this.at + by, Math.min(shown, this.choices.length) - 1)))
  }

  close(): void {
    clearTimeout(this.timer)
    this.search?.abort()
    this.choices = []
    this.at = -1
    this.element.replaceChildren()
    this.input.removeAttribute('aria-activedescendant')
  }

  private fill(choices: Choice[], text: string, value: string | undefined): void {
    this.choices = choices
    this.element.replaceChildren(...choices.slice(0, shown).map((choice, at) => this.option(choice, at)))
    if (choices.length > shown) this.note(this.words().moreChoices(choices.length - shown))
    if (choices.length === 0) this.note(this.words().noChoices)
    const current = choices.findIndex((choice) => choice.value === value)
    this.mark(current >= 0 ? current : text ? 0 : -1)
  }

  private option(choice: Choice, at: number): HTMLElement {
    const option = document.createElement('div')
    option.className = 'cx-option'
    option.id = `${this.id}-${at}`
    option.dataset.at = String(at)
    option.setAttribute('role', 'option')
    option.setAttribute('aria-selected', 'false')
    const letter = choice.letter ? `${choice.letter}  ` : ''
    option.append(letter + choice.label)
    if (choice.hint) {
      const hint = document.createElement('small')
      hint.textContent = choice.hint
      option.append(hint)
    }
    return option
  }

  private note(text: string): void {
    const note = document.createElement('div')
    note.className = 'cx-note'
    note.textContent = text
    this.element.append(note)
  }

  private mark(at: number): void {
    const options = this.element.querySelectorAll('[role=option]')
    options[this.at]?.setAttribute('aria-selected', 'false')
    this.at = options[at] ? at : -1
    const option = options[this.at]
    if (!option) {
      this.input.removeAttribute('aria-activedescendant')
      return
    }
    option.setAttribute('aria-selected', 'true')
    option.scrollIntoView({ block: 'nearest' })
    this.input.setAttribute('aria-activedescendant', option.id)
  }
}

/**
 * matching finds the choices a text may mean, the likeliest first: its letter, then what begins with it, then
 * what holds it.
 */
export function matching(choices: Choice[], text: string): Choice[] {
  const sought = text.trim().toLowerCase()
  if (!sought) return choices
  const rank = (choice: Choice): number => {
    if (choice.letter === text.trim()) return 0
    const texts = [choice.label, ...(choice.aliases ?? [])].map((one) => one.toLowerCase())
    if (texts.some((one) => one === sought)) return 1
    if (texts.some((one) => one.startsWith(sought))) return 2
    if (texts.some((one) => one.split(/[\s,./-]+/).some((word) => word.startsWith(sought)))) return 3
    return texts.some((one) => one.includes(sought)) ? 4 : 5
  }
  return choices
    .map((choice) => ({ choice, rank: rank(choice) }))
    .filter((one) => one.rank < 5)
    .sort((a, b) => a.rank - b.rank)
    .map((one) => one.choice)
}
