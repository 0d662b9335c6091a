import { formatNumber } from '~/lib/number'
import css from './show.module.css'

/** Shown is one of the lists that a page can show, with how many stand on it. */
export type Shown<Name extends string> = {
  name: Name
  label: string
  count?: number | undefined
  /** alarming draws the eye to a count that ought to be nothing. */
  alarming?: boolean
}

/** ShowChoice chooses which of a page's lists is shown. */
export function ShowChoice<Name extends string>({
  label,
  shows,
  shown,
  onShow,
}: {
  label: string
  shows: readonly Shown<Name>[]
  shown: Name
  onShow: (name: Name) => void
}) {
  return (
    <ul className={css.shows} aria-label={label}>
      {shows.map((one) => (
        <li key={one.name}>
          <button
            type="button"
            aria-pressed={shown === one.name}
            data-alarming={(one.alarming && (one.count ?? 0) > 0) || undefined}
            onClick={() => onShow(one.name)}
          >
            {one.label}
            {one.count !== undefined && <strong className="figures">{formatNumber(one.count)}</strong>}
          </button>
        </li>
      ))}
    </ul>
  )
}
