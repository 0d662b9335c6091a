import type { Answer } from '~/api/call'
import { language } from '~/lib/locale'
import { formatNumber } from '~/lib/number'

/** Matrix is a cause-and-effect matrix with what it holds. */
export type Matrix = Answer<'integration.matrix.read'>
/** Round is a test by a matrix with its cells. */
export type Round = Answer<'integration.round.read'>
/** Cell is one effect that a cause must have, and what was observed of it. */
export type Cell = NonNullable<Round['cells']>[number]
/** End is a cause or an effect. */
export type End = NonNullable<Matrix['causes']>[number]
/** Link is what a cause has an effect do. */
export type Link = NonNullable<Matrix['links']>[number]

/** inEither is what is said in the reader's language, or else in the other. */
export const inEither = (da: string, en: string): string => (language() === 'da' ? da || en : en || da)

/** titleOf is what a matrix, a cause or an effect is called. */
export const titleOf = (one: { title_da: string; title_en: string }): string =>
  inEither(one.title_da, one.title_en)

/** actionOf says what must follow, and within how many seconds. */
export const actionOf = (one: { action: string; delay_s: number | null }): string =>
  one.delay_s === null ? one.action : `${one.action} (${formatNumber(one.delay_s)} s)`
