import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'

/** rowsOf says how many rows: 1 row, 12 rows. */
export const rowsOf = (count: number): string =>
  count === 1 ? m.grid_row_one() : m.grid_row_many({ count: formatNumber(count) })
