import type { ReadyColumn } from './columns'
import type { Layout } from './layout'
import type { Box, Range } from './range'

/** Sorted is how a column takes part in the order of the rows: its direction, and its place among several. */
export interface Sorted {
  direction: 'ascending' | 'descending'
  place: number
}

/** Heading is what the head of the grid shows. */
export interface Heading {
  readonly columns: ReadyColumn[]
  readonly layout: Layout
  /** What the button of a column's menu is called; without it there is no button. */
  readonly menuLabel: string | undefined
  readonly rowNumber: string
  /** What the button past the last column is called, and what it does; without it there is none. */
  readonly addColumn: { label: string; act: () => void } | undefined
  sorted(key: string): Sorted | undefined
}

/** Head is the row of column heads: it stays on top, sorts by a click, and its edges set the widths. */
export class Head {
  readonly element = document.createElement('div')
  private readonly frozen = document.createElement('div')
  private readonly corner = document.createElement('div')
  private readonly name = document.createElement('span')
  private readonly end = document.createElement('div')
  private readonly add = document.createElement('button')
  private readonly heads = new Map<number, ColumnHead>()

  constructor(private readonly heading: Heading) {
    this.element.className = 'cx-head'
    this.element.setAttribute('role', 'row')
    this.element.setAttribute('aria-rowindex', '1')
    this.frozen.className = 'cx-frozen'
    this.frozen.setAttribute('role', 'presentation')
    this.corner.className = 'cx-gutter'
    this.corner.setAttribute('role', 'columnheader')
    this.corner.setAttribute('aria-colindex', '1')
    this.name.className = 'unseen'
    this.corner.append(this.name)
    this.frozen.append(this.corner)
    this.add.type = 'button'
    this.add.className = 'cx-add'
    this.add.textContent = '+'
    this.add.addEventListener('click', () => heading.addColumn?.act())
    this.end.className = 'cx-end'
    this.end.setAttribute('role', 'columnheader')
    this.end.append(this.add)
    this.element.append(this.frozen, this.end)
  }

  /** Gives the head of a column, if it is in view. */
  cell(column: number): HTMLElement | undefined {
    return this.heads.get(column)?.element
  }

  /** Shows the heads of these columns. */
  paint(columns: number[]): void {
    const { columns: all, layout } = this.heading
    this.name.textContent = this.heading.rowNumber
    const { addColumn } = this.heading
    this.end.hidden = addColumn === undefined
    this.end.style.left = `${layout.width}px`
    this.end.setAttribute('aria-colindex', String(all.length + 2))
    if (addColumn && this.add.title !== addColumn.label) {
      this.add.title = addColumn.label
      this.add.setAttribute('aria-label', addColumn.label)
    }
    this.frozen.style.width = `${layout.frozenWidth}px`
    const wanted = new Set(columns)
    for (const [at, head] of this.heads) {
      if (wanted.has(at)) continue
      head.element.remove()
      this.heads.delete(at)
    }
    for (const at of columns) {
      const column = all[at]
      if (!column) continue
      let head = this.heads.get(at)
      if (!head) {
        head = new ColumnHead(at)
        this.heads.set(at, head)
      }
      const host = at < layout.frozen ? this.frozen : this.element
      if (head.element.parentNode !== host) host.append(head.element)
      head.show(column, this.heading.sorted(column.key), this.heading.menuLabel)
      head.element.style.left = `${layout.lefts[at]}px`
      head.element.style.width = `${layout.widths[at]}px`
    }
  }

  /** Marks the column that is held, and the edge before a column, or after the last one, where it would go. */
  mark(to: number | undefined, held: number | undefined): void {
    for (const [at, head] of this.heads) {
      head.element.classList.toggle('is-held', at === held)
      head.element.classList.toggle('is-before', at === to)
      head.element.classList.toggle('is-after', at + 1 === to && !this.heads.has(at + 1))
    }
  }

  /** Shows which columns the selection lies in. */
  select(box: Box | undefined, range: Range | undefined): void {
    for (const [at, head] of this.heads) {
      const within = box !== undefined && at >= box.left && at <= box.right
      head.element.classList.toggle('is-selected', within)
      head.element.classList.toggle('is-active', range?.anchor.row === -1 && range.anchor.column === at)
    }
  }
}

/** ColumnHead is one reused head: the label, the way it is sorted, the button of its menu and its grip. */
class ColumnHead {
  readonly element = document.createElement('div')
  private readonly label = document.createElement('span')
  private readonly order = document.createElement('span')
  private readonly menu = document.createElement('button')
  private readonly grip = document.createElement('span')

  constructor(at: number) {
    this.element.className = 'cx-column'
    this.element.setAttribute('role', 'columnheader')
    this.element.setAttribute('aria-colindex', String(at + 2))
    this.label.className = 'cx-label'
    this.order.className = 'cx-order'
    this.order.setAttribute('aria-hidden', 'true')
    this.menu.className = 'cx-menu'
    this.menu.type = 'button'
    this.menu.tabIndex = -1
    this.menu.setAttribute('aria-haspopup', 'menu')
    this.menu.textContent = '⋮'
    this.grip.className = 'cx-grip'
    this.element.append(this.label, this.order, this.menu, this.grip)
  }

  show(column: ReadyColumn, sorted: Sorted | undefined, menuLabel: string | undefined): void {
    const label = column.unit ? `${column.label} [${column.unit}]` : column.label
    if (this.label.textContent !== label) {
      this.label.textContent = label
      this.label.title = label
    }
    this.element.classList.toggle('is-end', column.align === 'end')
    this.order.textContent = sorted
      ? `${sorted.direction === 'ascending' ? '▲' : '▼'}${sorted.place || ''}`
      : ''
    if (column.sortable !== false) this.element.setAttribute('aria-sort', sorted?.direction ?? 'none')
    else this.element.removeAttribute('aria-sort')
    this.menu.hidden = menuLabel === undefined
    if (menuLabel !== undefined) this.menu.setAttribute('aria-label', `${column.label}: ${menuLabel}`)
  }
}
