import type { Item } from '~/api/call'
import { doneShare, isStatus, type Status, statuses } from '~/lib/status'

/** Share is how many rows of what weight have one status in one place. */
export type Share = Pick<
  Item<'registers.progress.read'>,
  'discipline' | 'phase' | 'milestone' | 'company' | 'status' | 'rows' | 'weight'
>

/** SystemShare is that of one system. */
export type SystemShare = Pick<
  Item<'registers.progress.tally'>,
  'system' | 'phase' | 'milestone' | 'status' | 'rows' | 'weight'
>

/** Counted is what sums are made of. */
type Counted = Pick<Share, 'status' | 'rows' | 'weight'>

/** Tally is the rows and the weight of one place, by status. */
export type Tally = { rows: Partial<Record<Status, number>>; weight: Partial<Record<Status, number>> }

/** tally sums shares; a status that this client does not know counts as not started. */
export function tally(shares: Iterable<Counted>): Tally {
  const sum: Tally = { rows: {}, weight: {} }
  for (const { status, rows, weight } of shares) {
    const known = isStatus(status) ? status : 'not_started'
    sum.rows[known] = (sum.rows[known] ?? 0) + rows
    sum.weight[known] = (sum.weight[known] ?? 0) + weight
  }
  return sum
}

/** tallyBy sums shares by where they belong; what belongs nowhere is under ''. */
export function tallyBy<Place extends string>(
  shares: readonly (Counted & Record<Place, string | null>)[],
  place: Place,
): Map<string, Tally> {
  const groups = new Map<string, Counted[]>()
  for (const share of shares) {
    const at = share[place] ?? ''
    const group = groups.get(at)
    if (group) group.push(share)
    else groups.set(at, [share])
  }
  return new Map([...groups].map(([at, group]) => [at, tally(group)]))
}

const sum = (by: Partial<Record<Status, number>>, of: readonly Status[] = statuses) =>
  of.reduce((all, status) => all + (by[status] ?? 0), 0)

/** done are the statuses of work that is done, open those of work that is left. */
export const done: readonly Status[] = ['passed', 'passed_with_remarks', 'approved']
export const open: readonly Status[] = ['not_started', 'ready', 'in_progress', 'failed', 'blocked']

/** rowsOf counts rows, of some statuses or of all. */
export const rowsOf = ({ rows }: Tally, of?: readonly Status[]): number => sum(rows, of)

/** weightOf is the weight of all that applies. */
export const weightOf = ({ weight }: Tally): number => sum(weight, [...done, ...open])

/** leftOf is the weight that is not done yet. */
export const leftOf = ({ weight }: Tally): number => sum(weight, open)

/** shareOf is the share that is done; nothing that applies gives undefined. */
export const shareOf = ({ weight }: Tally): number | undefined => doneShare(weight)

/** Segment is one part of a bar: a status and the share of the bar that it takes. */
export type Segment = { status: Status; share: number; rows: number }

const drawn: Status[] = [
  'approved',
  'passed',
  'passed_with_remarks',
  'in_progress',
  'ready',
  'blocked',
  'failed',
  'not_started',
]

/** segments are the parts of a bar, from what is done to what is not begun, as shares of the weight that applies. */
export function segments(of: Tally): Segment[] {
  const all = weightOf(of)
  if (all === 0) return []
  return drawn.flatMap((status) => {
    const weight = of.weight[status] ?? 0
    return weight > 0 ? [{ status, share: weight / all, rows: of.rows[status] ?? 0 }] : []
  })
}

/**
 * leading is the one status that stands for many: what stops the work first,
 * then what is under way, and what is done only when all is.
 */
export function leading(of: Tally): Status {
  const has = (status: Status) => (of.rows[status] ?? 0) > 0
  if (has('failed')) return 'failed'
  if (has('blocked')) return 'blocked'
  if (rowsOf(of, open) === 0) {
    if (has('passed_with_remarks')) return 'passed_with_remarks'
    if (has('passed')) return 'passed'
    return has('approved') ? 'approved' : 'not_applicable'
  }
  if (has('in_progress') || rowsOf(of, done) > 0) return 'in_progress'
  return has('ready') ? 'ready' : 'not_started'
}
