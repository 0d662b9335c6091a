import type { ReactNode } from 'react'
import css from './table.module.css'

/** Column is one column of a DataTable. */
export type Column<Row> = {
  key: string
  title: string
  show: (row: Row) => ReactNode
  align?: 'left' | 'right'
  /** width keeps a column from growing, such as `120px`. */
  width?: string
  /** hidden keeps the title for the reader's ear alone, as over a column of buttons. */
  hidden?: boolean
}

/**
 * DataTable is a table of a page's worth of rows. The first column names the
 * row. Where the screen is narrow, each row becomes a card.
 */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
}: {
  caption: string
  columns: Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
}) {
  return (
    <table className={css.table}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ key, title, align, width, hidden }) => (
            <th key={key} scope="col" data-align={align} style={width ? { width } : undefined}>
              <span className={hidden ? 'unseen' : undefined}>{title}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ key, title, show, align, hidden }, i) =>
              i === 0 ? (
                <th key={key} scope="row" data-align={align}>
                  {show(row)}
                </th>
              ) : (
                <td
                  key={key}
                  data-align={align}
                  data-title={hidden ? undefined : title}
                  data-acts={hidden || undefined}
                >
                  {show(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
