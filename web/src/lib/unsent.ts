const test = 'cxweb.test.'
const run = 'cxweb.run.'

/** photos is the database of photos that the server does not have yet. */
export const photos = 'cxweb.photos'

/** testPlace is where the result of a row is kept on this device, while it is being written. */
export const testPlace = (row: string) => test + row

/** runPlace is where what belongs to a run of a procedure is kept until the server has it. */
export const runPlace = (id: string) => run + id

const kept = () => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(test) || key.startsWith(run))
  } catch {
    return []
  }
}

/** unsent counts the tests of which this device keeps something that the server does not have. */
export const unsent = (): number => kept().length

/** forgetUnsent removes all of it: whoever uses the device next finds nothing of it. */
export function forgetUnsent() {
  for (const key of kept()) localStorage.removeItem(key)
  indexedDB.deleteDatabase(photos)
}
