import { headingOf } from './groups'
import type { Selection } from './options'
import { activeOf, boxOf, type Range } from './range'
import type { Store } from './store'

/** selectionOf tells a page what is selected; nothing where a column's head is. */
export function selectionOf(store: Store, range: Range): Selection | undefined {
  if (range.anchor.row < 0) return undefined
  const box = boxOf(range)
  const active = activeOf(range)
  const row = store.source.row(active.row)
  const places = store.source.between(box.top, box.bottom)
  return {
    box: { ...box, ...places },
    count: places.bottom - places.top + 1,
    columns: store.columns.slice(box.left, box.right + 1).map((column) => column.key),
    active: { row: headingOf(row) ? undefined : row, column: store.columns[active.column]?.key ?? '' },
    rows: () => store.source.here(box.top, box.bottom),
    all: async () => (await store.source.rows(box.top, box.bottom)).filter((line) => !headingOf(line)),
  }
}
