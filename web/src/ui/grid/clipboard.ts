/** Block is a rectangle of cell texts, row by row, as it travels over the clipboard. */
export type Block = string[][]

/**
 * toClipboard writes cells the way Excel puts them on the clipboard: tabs between, quotes round a text that
 * needs them.
 */
export function toClipboard(block: Block): string {
  return block.map((row) => row.map(quoted).join('\t')).join('\r\n')
}

/**
 * fromClipboard reads cells as Excel, LibreOffice and Google Sheets put them on the clipboard. A text in
 * quotes may hold tabs, line breaks and doubled quotes; a quote inside a text that does not begin with one is
 * just a sign.
 */
export function fromClipboard(text: string): Block {
  const block: Block = []
  let row: string[] = []
  let start = 0
  while (start <= text.length) {
    const cell = text[start] === '"' ? quotedCell(text, start) : plainCell(text, start)
    row.push(cell.text)
    start = cell.end + 1
    if (text[cell.end] === '\t') continue
    block.push(row)
    row = []
    if (text[cell.end] === '\r' && text[start] === '\n') start++
    // A line break at the very end closes the last row and does not open another.
    if (start >= text.length) break
  }
  return block
}

/**
 * tile lays a block over a selection as a spreadsheet does: a block that goes up in the selection is repeated
 * until it is full, any other is put down once at its true size.
 */
export function tile(block: Block, rows: number, columns: number): Block {
  const width = block.reduce((widest, row) => Math.max(widest, row.length), 1)
  if (rows % block.length !== 0 || columns % width !== 0) return block
  return Array.from({ length: rows }, (_, r) => {
    const line = block[r % block.length] ?? []
    return Array.from({ length: columns }, (_, c) => line[c % width] ?? '')
  })
}

interface Cell {
  text: string
  /** Where the sign after the cell stands: a tab, a line break or the end. */
  end: number
}

function plainCell(text: string, start: number): Cell {
  let end = start
  while (end < text.length && text[end] !== '\t' && text[end] !== '\n' && text[end] !== '\r') end++
  return { text: text.slice(start, end), end }
}

function quotedCell(text: string, start: number): Cell {
  const parts: string[] = []
  let from = start + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    // A quote that is never closed was only a sign: 3/4" pipes are written so.
    if (quote < 0) return plainCell(text, start)
    parts.push(text.slice(from, quote))
    from = quote + 2
    if (text[quote + 1] === '"') continue
    const after = text[quote + 1]
    if (after === undefined || after === '\t' || after === '\n' || after === '\r') {
      return { text: parts.join('"').replace(/\r\n?/g, '\n'), end: quote + 1 }
    }
    return plainCell(text, start)
  }
}

function quoted(text: string): string {
  return /^"|[\t\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}
