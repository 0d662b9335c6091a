import type { Item } from '~/api/call'
import { formatNumber } from '~/lib/number'

/** Row is a row of the register, as something to be tested. */
export type Row = Item<'registers.row.list'>

/** Limit is what a measured value is held against. */
export type Limit = Pick<Row, 'comparison' | 'target' | 'tolerance' | 'unit' | 'target_text'>

/** Verdict is how a measured value stands to the limit. */
export type Verdict = 'within' | 'outside'

/** verdictOf holds a measured value against the limit, as the server will; a limit that people judge gives nothing. */
export function verdictOf(
  { comparison, target, tolerance }: Pick<Limit, 'comparison' | 'target' | 'tolerance'>,
  measured: number | undefined,
): Verdict | undefined {
  if (measured === undefined || target === null) return undefined
  const slack = tolerance ?? 0
  const kept = {
    le: measured <= target + slack,
    lt: measured < target + slack,
    ge: measured >= target - slack,
    gt: measured > target - slack,
    eq: Math.abs(measured - target) <= slack,
    within: Math.abs(measured - target) <= slack,
    text: undefined,
  }[comparison]
  return kept === undefined ? undefined : kept ? 'within' : 'outside'
}

const signs = { le: '≤', lt: '<', ge: '≥', gt: '>', eq: '=', within: '=' } as const

/** isMeasured tells that the row is tested by a number and not by words. */
export const isMeasured = ({ comparison, target }: Pick<Limit, 'comparison' | 'target'>): boolean =>
  comparison !== 'text' && target !== null

/** limitText writes the limit with its unit: ≤ 1.500 J/m³, or 21 ± 1 °C. */
export function limitText({ comparison, target, tolerance, unit, target_text }: Limit): string {
  if (comparison === 'text' || target === null) return target_text
  const number = formatNumber(target)
  const slack = tolerance ? ` ± ${formatNumber(tolerance)}` : ''
  const value = comparison === 'within' ? `${number}${slack}` : `${signs[comparison]} ${number}${slack}`
  return unit ? `${value} ${unit}` : value
}

const bare = (text: string) => text.replace(/[\s.,≤≥<>=]/g, '').toLowerCase()

/** saysLimit tells whether a criterion in words says the limit already, so that it need not be said twice. */
export const saysLimit = (criterion: string, limit: string): boolean => bare(criterion).includes(bare(limit))
