import type { ReadyColumn, Value } from './columns'
import { type Act, actOf } from './keys'
import { Listbox } from './listbox'
import { dayOf } from './locale'
import type { Words } from './words'

/** Entry is what came of an editing: a value that was picked, or a text to be read. */
export type Entry = { value: Value } | { text: string }

/** Opening is what the editor opens on. */
export interface Opening {
  column: ReadyColumn
  value: Value
  /** The text to go on with; left out where typing began and takes the place of what stood there. */
  text?: string
  /** What the editor is called for a screen reader. */
  label: string
}

/** Place is a rectangle inside the grid, in pixels. */
export interface Place {
  left: number
  top: number
  width: number
  height: number
}

/** Host is what the editor reports to. Without an entry nothing was changed. */
export interface Host {
  words(): Words
  close(entry: Entry | undefined, act: Act | undefined): void
}

/** Which arrows leave a cell that is being typed into, as in a spreadsheet. */
const arrows: Partial<Record<string, Act>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** Editor is the one field that is laid over whichever cell is written in. */
export class Editor {
  readonly element = document.createElement('div')
  readonly input = document.createElement('textarea')
  private readonly unit = document.createElement('span')
  private readonly calendar = document.createElement('button')
  private readonly picker = document.createElement('input')
  private readonly list: Listbox
  private opening: Opening | undefined
  /** Whether the marked choice was reached with the arrows, and not only by what was typed. */
  private reached = false

  constructor(private readonly host: Host) {
    this.list = new Listbox(
      this.input,
      () => host.words(),
      (choice) => this.close({ value: choice.value }, 'enter'),
    )
    this.element.className = 'cx-editor'
    this.element.hidden = true
    this.input.rows = 1
    this.input.spellcheck = false
    this.input.autocomplete = 'off'
    this.unit.className = 'cx-unit'
    this.calendar.type = 'button'
    this.calendar.className = 'cx-calendar'
    this.calendar.textContent = '▾'
    this.picker.type = 'date'
    this.picker.className = 'cx-picker'
    this.picker.tabIndex = -1
    this.picker.setAttribute('aria-hidden', 'true')
    this.element.append(this.input, this.unit, this.calendar, this.picker, this.list.element)
    this.input.addEventListener('keydown', (event) => this.press(event))
    this.input.addEventListener('input', () => this.typed())
    this.calendar.addEventListener('click', () => this.picker.showPicker())
    this.picker.addEventListener('change', () => this.close({ value: this.picker.value || null }, 'enter'))
    this.element.addEventListener('focusout', (event) => {
      const inside = this.element.contains(event.relatedTarget as Node | null)
      // Leaving the window keeps the field focused in it, and what is written there open.
      if (this.opening && !inside && document.activeElement !== this.input)
        this.close(this.entry(), undefined)
    })
  }

  get open(): boolean {
    return this.opening !== undefined
  }

  /** Opens over a cell and takes the focus, so that even the key that opened it is written here. */
  show(opening: Opening): void {
    const { column, text, label } = opening
    this.opening = opening
    this.reached = false
    this.element.hidden = false
    this.element.className = `cx-editor is-${column.type}`
    this.input.value = text ?? ''
    this.input.inputMode = column.type === 'number' ? 'decimal' : 'text'
    this.input.setAttribute('aria-label', label)
    this.unit.textContent = column.type === 'number' ? (column.unit ?? '') : ''
    this.calendar.hidden = column.type !== 'date'
    this.calendar.setAttribute('aria-label', this.host.words().pickDate)
    this.picker.value = column.type === 'date' ? String(opening.value ?? '') : ''
    this.list.element.hidden = !column.choices
    for (const [name, value] of [
      ['role', 'combobox'],
      ['aria-expanded', 'true'],
      ['aria-autocomplete', 'list'],
      ['aria-controls', this.list.element.id],
    ] as const) {
      if (column.choices) this.input.setAttribute(name, value)
      else this.input.removeAttribute(name)
    }
    if (column.choices && text !== undefined) this.list.show(column.choices, '', String(opening.value ?? ''))
    this.input.focus({ preventScroll: true })
    if (column.choices) this.input.select()
    else this.input.setSelectionRange(this.input.value.length, this.input.value.length)
    this.grow()
  }

  /** Lays the editor over its cell; the list goes where there is room for it. */
  place(at: Place, within: { width: number; height: number }): void {
    const { style } = this.element
    style.left = `${at.left}px`
    style.top = `${at.top}px`
    style.minWidth = `${at.width}px`
    style.minHeight = `${at.height}px`
    style.maxWidth = `${Math.max(at.width, Math.min(480, within.width - at.left))}px`
    const below = within.height - at.top - at.height
    const upwards = below < 200 && at.top > below
    this.list.element.classList.toggle('is-above', upwards)
    this.list.element.style.maxHeight = `${Math.max(96, Math.min(320, (upwards ? at.top : below) - 8))}px`
  }

  /** Ends the editing with what is written, as when one clicks elsewhere. */
  finish(): void {
    if (this.opening) this.close(this.entry(), undefined)
  }

  private close(entry: Entry | undefined, act: Act | undefined): void {
    if (!this.opening) return
    this.opening = undefined
    this.list.close()
    this.host.close(entry, act)
    this.element.hidden = true
  }

  /** Gives what was entered, if it is anything other than what stood there. */
  private entry(): Entry | undefined {
    const { column, text } = this.opening ?? {}
    const written = this.input.value
    const unchanged = text === undefined ? written === '' : written === text
    if (!column?.choices) return unchanged ? undefined : { text: written }
    const { marked } = this.list
    if (marked && (this.reached || (!unchanged && written.trim()))) return { value: marked.value }
    return unchanged ? undefined : { text: written }
  }

  private typed(): void {
    const { opening } = this
    if (opening?.column.choices) this.list.show(opening.column.choices, this.input.value)
    this.reached = false
    this.grow()
  }

  private press(event: KeyboardEvent): void {
    const { opening } = this
    event.stopPropagation()
    if (!opening || event.isComposing) return
    const act = this.actFor(event, opening)
    if (!act) return
    event.preventDefault()
    if (act === 'newLine') this.insert('\n')
    else if (act === 'today')
      this.insert(
        opening.column.type === 'date'
          ? opening.column.format(dayOf(new Date()), { id: '', version: 0 })
          : '',
      )
    else if (act === 'escape') this.close(undefined, 'escape')
    else this.close(this.entry(), act)
  }

  private actFor(event: KeyboardEvent, { column, text }: Opening): Act | undefined {
    const steps: Partial<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, PageUp: -8, PageDown: 8 }
    const step = steps[event.key]
    if (column.choices && step) {
      event.preventDefault()
      if (this.list.element.childElementCount === 0) this.list.show(column.choices, '')
      this.list.move(step)
      this.reached = true
      return undefined
    }
    const act = actOf(event, 'editor')?.act
    if (act === 'newLine' && column.type !== 'text') return undefined
    const plain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey
    return act ?? (text === undefined && plain && !column.choices ? arrows[event.key] : undefined)
  }

  private insert(text: string): void {
    this.input.setRangeText(text, this.input.selectionStart, this.input.selectionEnd, 'end')
    this.typed()
  }

  private grow(): void {
    this.input.style.height = 'auto'
    this.input.style.height = `${this.input.scrollHeight}px`
  }
}
