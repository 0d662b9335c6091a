const KEPT_MS = 60_000

/**
 * saveFile hands a file to the reader under a name. The link stands in the page while it is followed, and the content is
 * kept for a minute: a busy browser that gets to it late would otherwise save it without its name.
 */
export function saveFile(name: string, content: Blob) {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.hidden = true
  document.body.append(link)
  link.click()
  setTimeout(() => {
    link.remove()
    URL.revokeObjectURL(address)
  }, KEPT_MS)
}

/** saveCSV hands a table to the reader; `text` is what csv wrote. */
export const saveCSV = (name: string, text: string) =>
  saveFile(name, new Blob([text], { type: 'text/csv;charset=utf-8' }))
