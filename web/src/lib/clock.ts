let off: number | undefined

/** heard notes how far this device's clock is from the server's, which dates each answer to the second. */
export function heard(date: string | null, now = Date.now()) {
  const there = date ? Date.parse(date) : Number.NaN
  if (!Number.isNaN(there)) off = now - (there + 500)
}

/** clockOffset is how far ahead of the server's this device's clock is, in milliseconds; unknown before the first answer. */
export const clockOffset = (): number | undefined => off
