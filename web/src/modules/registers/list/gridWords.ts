import { asProblem } from '~/api/problem'
import { formatMoment } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import type { Words } from '~/ui/grid/words'
import { rowsOf } from '../thing/counted'
import { actWords } from './keyWords'

const cells = (count: number) =>
  count === 1 ? m.grid_cell_one() : m.grid_cell_many({ count: formatNumber(count) })
const columns = (count: number) =>
  count === 1 ? m.grid_column_one() : m.grid_column_many({ count: formatNumber(count) })

function reasonOf(error: unknown): string {
  const problem = asProblem(error)
  return [problem.message, problem.detail].filter(Boolean).join('. ')
}

/** gridWords are the grid's words in the reader's language; `closed` says why the active cell cannot be written in. */
export const gridWords = (closed: () => string | undefined): Words => ({
  cell: (column, row, text) => m.grid_cell({ column, row: String(row), text }),
  head: (column, sorted) =>
    sorted === 'none'
      ? m.grid_head({ column })
      : sorted === 'ascending'
        ? m.grid_head_rising({ column })
        : m.grid_head_falling({ column }),
  selected: (height, width) => m.grid_selected({ rows: rowsOf(height), columns: columns(width) }),
  empty: m.grid_empty(),
  group: (label, count) => m.grid_group({ label, rows: rowsOf(count) }),
  loadingRow: m.grid_loading_row(),
  rowNumber: m.grid_row_number(),
  menu: m.grid_menu(),
  yes: m.registers_yes(),
  no: m.registers_no(),
  editing: (column, row) => m.grid_editing({ column, row: String(row) }),
  changedMeanwhile: (column, text) => m.grid_changed_meanwhile({ column, text }),
  moreChoices: (count) => m.grid_more_choices({ count: formatNumber(count) }),
  noChoices: m.grid_no_choices(),
  follow: (text) => m.grid_follow({ text }),
  pickDate: m.grid_pick_date(),
  notNumber: (text) => m.grid_not_number({ text }),
  notDate: (text) => m.grid_not_date({ text }),
  notChoice: (text) => m.grid_not_choice({ text }),
  severalChoices: (text) => m.grid_several_choices({ text }),
  notYesNo: (text) => m.grid_not_yes_no({ text }),
  required: m.ui_needed(),
  get readOnly() {
    return closed() ?? m.registers_closed_fixed()
  },
  saving: (count) => m.grid_saving({ cells: cells(count) }),
  saved: (at) => m.grid_saved({ time: formatMoment(at.toISOString()).slice(-5) }),
  refused: (count) => m.grid_refused({ cells: cells(count) }),
  failed: reasonOf,
  fetching: (done, total) => m.grid_fetching({ done: formatNumber(done), total: formatNumber(total) }),
  retry: m.ui_retry(),
  discard: m.grid_discard(),
  retryAll: m.grid_retry_all(),
  discardAll: m.grid_discard_all(),
  nextProblem: m.grid_next_problem(),
  conflict: (column) => m.grid_conflict({ column }),
  theirs: (text) => m.grid_theirs({ text }),
  yours: (text) => m.grid_yours({ text }),
  keepTheirs: m.grid_keep_theirs(),
  keepYours: m.grid_keep_yours(),
  pasted: (count) => m.grid_pasted({ cells: cells(count) }),
  skipped: (count) => m.grid_skipped({ cells: cells(count) }),
  copied: (count) => m.grid_copied({ cells: cells(count) }),
  addRows: (count) => m.grid_add_rows({ rows: rowsOf(count) }),
  removeRows: (count) => m.grid_remove_rows({ rows: rowsOf(count) }),
  confirm: m.grid_confirm(),
  cancel: m.ui_cancel(),
  tooMany: (count) => m.grid_too_many({ rows: formatNumber(count) }),
  clipboardClosed: m.grid_clipboard_closed(),
  undone: (count) => m.grid_undone({ cells: cells(count) }),
  redone: (count) => m.grid_redone({ cells: cells(count) }),
  notUndone: (count) => m.grid_not_undone({ cells: cells(count) }),
  nothingToUndo: m.grid_nothing_to_undo(),
  acts: actWords(),
})
