/** How wide signs are at most, in ems, in the plain faces that registers are set in. */
const wide = /[MW@%—]/
const capital = /[A-ZÆØÅmwæœ]/

/**
 * fits tells whether a text is sure to fit into so many ems. Cutting a text off costs the browser more than showing
 * it, so only cells whose text may not fit are made to.
 */
export function fits(text: string, room: number): boolean {
  if (text.length > room * 2) return false
  let width = 0
  for (const sign of text) {
    width += wide.test(sign) ? 1.05 : capital.test(sign) ? 0.85 : sign < 'ɐ' ? 0.66 : 1.05
    if (width > room) return false
  }
  return true
}
