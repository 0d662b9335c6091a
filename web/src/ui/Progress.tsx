import css from './progress.module.css'

/** Progress is a bar for a share between 0 and 1; without one it shows only that something goes on. */
export function Progress({
  share,
  label,
  tone = 'accent',
}: {
  share: number | undefined
  label: string
  tone?: 'accent' | 'done' | 'danger'
}) {
  const percent = share === undefined ? undefined : Math.round(Math.min(1, Math.max(0, share)) * 100)
  return (
    <div
      className={css.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      data-tone={tone}
    >
      <span
        data-going={percent === undefined || undefined}
        style={percent === undefined ? undefined : { width: `${percent}%` }}
      />
    </div>
  )
}
