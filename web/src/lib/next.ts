/** safeNext is the address to go on to after signing in, as long as it is one of this product's own. */
export function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/projects'
}
