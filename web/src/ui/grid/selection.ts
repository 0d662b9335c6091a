import type { Selection } from './options'
import { activeOf, boxOf, type Range, sizeOf } from './range'
import type { Store } from './store'

/** selectionOf tells a page what is selected; nothing where a column's head is. */
export function selectionOf(store: Store, range: Range): Selection | undefined {
  if (range.anchor.row < 0) return undefined
  const box = boxOf(range)
  const active = activeOf(range)
  return {
    box,
    count: sizeOf(box).rows,
    columns: store.columns.slice(box.left, box.right + 1).map((column) => column.key),
    active: { row: store.source.row(active.row), column: store.columns[active.column]?.key ?? '' },
    rows: () => store.source.here(box.top, box.bottom),
  }
}
