/** changedIn is what differs from what stood there, by field. */
export function changedIn<T extends object>(before: T, now: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(now).filter(([name, value]) => (before as Record<string, unknown>)[name] !== value),
  ) as Partial<T>
}
