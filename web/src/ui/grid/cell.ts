import { choiceOf, type ReadyColumn, type Value } from './columns'
import { fits } from './fit'
import { type Outline, outlines } from './shapes'

/**
 * Mark is what a cell tells beside its value: that it is on its way, was refused, or that others changed it.
 */
export type Mark = 'none' | 'saving' | 'problem' | 'stale'

/** Look is how one cell is to be shown. */
export interface Look {
  text: string
  /** What stands after the text and is no part of it. */
  remark?: string
  value: Value
  mark: Mark
  /** Why it is marked. */
  reason: string
  locked: boolean
  /** Where the value leads to, and what going there is called. */
  link?: { address: string; label: string }
}

/** bits say where in the selection a cell lies; the edges draw the frame round it. */
export const bits = { active: 1, selected: 2, top: 4, bottom: 8, left: 16, right: 32, corner: 64 }

const classes = Object.entries(bits)

/** The space at both ends of a cell, in pixels; the style sheet has the same. */
const padding = 8

/** The ems that a status takes beside its word, and a link beside its own. */
const chipEms = 4
const linkEms = 2

/**
 * Cell is one reused element of the grid. It remembers what it shows and touches the page only for a change.
 */
export class Cell {
  readonly element = document.createElement('div')
  column = -1
  private readonly text = document.createTextNode('')
  private chip: Chip | undefined
  private link: HTMLAnchorElement | undefined
  private place = ''
  /** How many ems a text has to stand in. */
  private room = 0
  private tight = false
  private flags = 0
  private state = ''
  private reason = ''
  private name = ''

  constructor() {
    this.element.setAttribute('role', 'gridcell')
    this.element.append(this.text)
    this.dress()
  }

  /** Puts the cell into a column; `em` is how wide the letter m is. */
  move(column: number, left: number, width: number, em: number, align: string): void {
    this.column = column
    this.room = (width - 2 * padding) / em
    const place = `${column} ${left} ${width} ${align}`
    if (place === this.place) return
    this.place = place
    this.element.setAttribute('aria-colindex', String(column + 2))
    this.element.style.left = `${left}px`
    this.element.style.width = `${width}px`
    this.element.style.textAlign = align
  }

  /** Shows a value, or the bar of a row that is on its way. */
  show(look: Look | undefined, column: ReadyColumn): void {
    const choice =
      look && column.type === 'status' && look.mark !== 'problem' ? choiceOf(column, look.value) : undefined
    const text = look?.remark ? `${look.text} · ${look.remark}` : (look?.text ?? '')
    if (choice) {
      this.chip ??= new Chip()
      this.chip.show(choice.value, choice.label, choice.letter ?? '', outlines[choice.shape ?? 'circle'])
      if (this.element.firstChild !== this.chip.element) this.element.replaceChildren(this.chip.element)
    } else {
      if (this.text.data !== text) this.text.data = text
      if (this.element.firstChild !== this.text) this.element.replaceChildren(this.text)
    }
    this.lead(look?.link)
    const tight = !fits(text, this.room - (choice ? chipEms : look?.link ? linkEms : 0))
    const state = look
      ? `${look.mark}${look.locked ? ' locked' : ''}${look.link ? ' is-linked' : ''}`
      : 'loading'
    if (state !== this.state || tight !== this.tight) {
      this.state = state
      this.tight = tight
      this.element.setAttribute('aria-readonly', String(look?.locked ?? true))
      if (look?.mark === 'problem' || look?.mark === 'stale')
        this.element.setAttribute('aria-invalid', 'true')
      else this.element.removeAttribute('aria-invalid')
      this.dress()
    }
    const reason = look?.reason ?? ''
    if (reason !== this.reason) {
      this.reason = reason
      this.element.title = reason
    }
  }

  /** Shows where in the selection the cell lies. */
  select(flags: number): void {
    if (flags === this.flags) return
    if ((flags ^ this.flags) & bits.selected) {
      this.element.setAttribute('aria-selected', String((flags & bits.selected) !== 0))
    }
    this.flags = flags
    this.dress()
  }

  /** Shows the way to what the value leads to; the keyboard goes it from the details of the row. */
  private lead(link: Look['link']): void {
    if (!link) {
      this.link?.remove()
      return
    }
    if (!this.link) {
      this.link = document.createElement('a')
      this.link.className = 'cx-link'
      this.link.tabIndex = -1
      this.link.textContent = '↗'
    }
    if (this.link.getAttribute('href') !== link.address) this.link.href = link.address
    if (this.link.title !== link.label) {
      this.link.title = link.label
      this.link.setAttribute('aria-label', link.label)
    }
    if (this.link.parentNode !== this.element) this.element.append(this.link)
  }

  private dress(): void {
    let name = `cx-cell ${this.state}`
    if (this.tight) name += ' is-tight'
    for (const [word, bit] of classes) if (this.flags & bit) name += ` is-${word}`
    if (name === this.name) return
    this.name = name
    this.element.className = name
  }
}

const svg = 'http://www.w3.org/2000/svg'

/** Chip is the sign of a status: filled colour, shape, letter and word. */
class Chip {
  readonly element = document.createElement('span')
  private readonly line = document.createElementNS(svg, 'path')
  private readonly fill = document.createElementNS(svg, 'path')
  private readonly letter = document.createElement('b')
  private readonly label = document.createElement('span')
  private status = ''

  constructor() {
    const icon = document.createElementNS(svg, 'svg')
    icon.setAttribute('viewBox', '0 0 16 16')
    icon.setAttribute('aria-hidden', 'true')
    this.fill.setAttribute('class', 'cx-fill')
    icon.append(this.line, this.fill)
    this.letter.setAttribute('aria-hidden', 'true')
    this.element.className = 'cx-chip'
    this.element.append(icon, this.letter, this.label)
  }

  show(status: string, label: string, letter: string, outline: Outline): void {
    if (this.label.textContent !== label) this.label.textContent = label
    if (status === this.status) return
    this.status = status
    this.letter.textContent = letter
    this.line.setAttribute('d', outline.line)
    this.fill.setAttribute('d', outline.fill)
    this.element.dataset.status = status
    for (const part of ['bg', 'fg', 'line']) {
      this.element.style.setProperty(`--chip-${part}`, `var(--status-${status.replaceAll('_', '-')}-${part})`)
    }
  }
}
