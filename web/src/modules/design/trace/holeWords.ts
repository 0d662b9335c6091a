import { m } from '~/lib/paraglide/messages'
import type { Hole } from './asked'

/** holeWords are the words for what is missing. */
export const holeWords: Record<Hole, () => string> = {
  not_approved: m.design_hole_not_approved,
  no_basis: m.design_hole_no_basis,
  basis_open: m.design_hole_basis_open,
  basis_older: m.design_hole_basis_older,
  unresolved: m.design_hole_unresolved,
  no_row: m.design_hole_no_row,
  no_result: m.design_hole_no_result,
  failed: m.design_hole_failed,
}
