import { Link } from '@tanstack/react-router'
import { formatNumber, formatShare } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { looks, type Status, statusColour } from '~/lib/status'
import { type Column, DataTable } from '~/ui/DataTable'
import css from './bars.module.css'
import type { To } from './links'
import { done, open, rowsOf, segments, shareOf, type Tally, weightOf } from './tally'

/** Bar is one line of a picture: what it is of, and how far that is. */
export type Bar = { id: string; label: string; code?: string; of: Tally; link: To | undefined }

/** Bars draws each line as long as its weight, in parts by status, with the share that is done beside it. */
export function Bars({ bars, label }: { bars: Bar[]; label: string }) {
  const most = Math.max(...bars.map(({ of }) => weightOf(of)), 1)
  return (
    <ul className={css.bars} aria-label={label}>
      {bars.map(({ id, label: name, of, link }) => {
        const share = shareOf(of)
        const parts = segments(of)
        const said = parts
          .map(({ status, rows }) => `${looks[status].label()} ${formatNumber(rows)}`)
          .join(', ')
        const inside = (
          <>
            <span className={css.name}>{name}</span>
            <span className={css.track}>
              <span className={css.bar} style={{ width: `${Math.max(1.5, (weightOf(of) / most) * 100)}%` }}>
                {parts.map(({ status, share: part, rows }) => (
                  <i
                    key={status}
                    className={css.part}
                    data-status={status}
                    style={{ flexGrow: part, backgroundColor: statusColour(status, 'bg') }}
                    title={`${looks[status].label()}: ${formatNumber(rows)}`}
                  />
                ))}
              </span>
            </span>
            <b className="figures">{share === undefined ? '–' : formatShare(share)}</b>
            <span className="unseen">{said}</span>
          </>
        )
        return (
          <li key={id}>
            {link ? (
              <Link {...link} className={css.line}>
                {inside}
              </Link>
            ) : (
              <span className={css.line}>{inside}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** BarTable says in a table what Bars draws. */
export function BarTable({ bars, label }: { bars: Bar[]; label: string }) {
  const count = (of: Tally, statuses?: readonly Status[]) => formatNumber(rowsOf(of, statuses))
  const columns: Column<Bar>[] = [
    {
      key: 'name',
      title: label,
      show: ({ label: name, link }) => (link ? <Link {...link}>{name}</Link> : name),
    },
    { key: 'rows', title: m.overview_table_rows(), align: 'right', show: ({ of }) => count(of) },
    { key: 'done', title: m.overview_table_done(), align: 'right', show: ({ of }) => count(of, done) },
    { key: 'open', title: m.overview_table_open(), align: 'right', show: ({ of }) => count(of, open) },
    { key: 'failed', title: m.overview_failed(), align: 'right', show: ({ of }) => count(of, ['failed']) },
    {
      key: 'weight',
      title: m.overview_table_weight(),
      align: 'right',
      show: ({ of }) => formatNumber(weightOf(of)),
    },
    {
      key: 'share',
      title: m.overview_verified(),
      align: 'right',
      show: ({ of }) => {
        const share = shareOf(of)
        return share === undefined ? '–' : formatShare(share)
      },
    },
  ]
  return <DataTable caption={label} columns={columns} rows={bars} rowKey={({ id }) => id} />
}
