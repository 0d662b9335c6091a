import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import type { Row, Value } from './columns'
import type { Act } from './keys'
import type { Options, Selection } from './options'
import { selectionOf } from './selection'
import { Sheet } from './sheet'
import './frame.css'
import './cells.css'
import './head.css'
import './editor.css'
import './status.css'

/** GridHandle is what a page can ask of the grid beside its props. */
export interface GridHandle {
  /** Goes to a row, by number or by id, and to a column. */
  scrollTo(row: number | string, column?: string): void
  /** Reads the register anew, keeping the place and what is being written. */
  refresh(): Promise<void>
  /** Reads again after a failure. */
  retry(): void
  /** Says that others changed rows; those on screen are read anew, and the rest when they come into view. */
  outdate(ids: string[]): void
  /** Puts a newer version of a row in its place. */
  replace(row: Row): void
  /** Takes out a row that is gone. */
  remove(id: string): void
  has(id: string): boolean
  addRow(values?: Record<string, Value>): string | undefined
  /** Does an act of the key table, as from a toolbar: `do('copy')`, `do('fillDown')`. */
  do(act: Act): void
  undo(): void
  redo(): void
  selection(): Selection | undefined
  /** Opens all groups, or closes them. */
  toggleGroups(open: boolean): void
  /** Is done when all that was written has been answered. */
  saved(): Promise<void>
  /** Shows everything again, as when names that were being looked up have come. */
  repaint(): void
  focus(): void
}

/** Grid is a register as a spreadsheet. React places it on the page and stays out of its cells. */
export function Grid({ ref, ...options }: Options & { ref?: Ref<GridHandle> }) {
  const host = useRef<HTMLDivElement>(null)
  const sheet = useRef<Sheet>(undefined)
  const given = useRef(options)

  useEffect(() => {
    given.current = options
    sheet.current?.update(options)
  })

  useEffect(() => {
    if (!host.current) return
    const own = new Sheet(host.current, given.current)
    sheet.current = own
    return () => {
      sheet.current = undefined
      own.close()
    }
  }, [])

  useImperativeHandle(ref, () => handleOf(() => sheet.current), [])

  return <div ref={host} />
}

function handleOf(sheet: () => Sheet | undefined): GridHandle {
  const source = () => sheet()?.store.source
  return {
    scrollTo: (row, column) => sheet()?.scrollTo(row, column),
    refresh: async () => source()?.refresh(),
    retry: () => source()?.retry(),
    outdate: (ids) => source()?.outdate(ids),
    replace: (row) => source()?.replace(row),
    remove: (id) => source()?.remove(id),
    has: (id) => source()?.get(id) !== undefined,
    addRow: (values) => sheet()?.addRow(values),
    do: (act) => sheet()?.acts.do(act),
    undo: () => sheet()?.acts.do('undo'),
    redo: () => sheet()?.acts.do('redo'),
    selection: () => {
      const { store, range } = sheet() ?? {}
      return store && range && selectionOf(store, range)
    },
    toggleGroups: (open) => void source()?.toggleAll(open),
    saved: async () => sheet()?.store.saver.idle(),
    repaint: () => sheet()?.changed(),
    focus: () => sheet()?.renderer.focus(true),
  }
}
