const key = 'cxweb.away'

/** Away is what the browser keeps while somebody signs in at their company's server. */
export type Away = { ticket: string; next?: string | undefined }

/** goAway keeps it, in this tab alone, and goes there. */
export function goAway(address: string, away: Away) {
  sessionStorage.setItem(key, JSON.stringify(away))
  location.assign(address)
}

/** comeBack takes it out again; it serves once. */
export function comeBack(): Away | undefined {
  const text = sessionStorage.getItem(key)
  sessionStorage.removeItem(key)
  return text ? (JSON.parse(text) as Away) : undefined
}
