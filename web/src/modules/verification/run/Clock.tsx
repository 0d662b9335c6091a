import { IconClock } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { m } from '~/lib/paraglide/messages'
import type { Run } from './judge'
import css from './run.module.css'

/** clockText writes seconds as 12:05, or 1:12:05. */
export function clockText(seconds: number): string {
  const pad = (n: number) => String(n).padStart(2, '0')
  const [h, min, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60]
  return h > 0 ? `${h}:${pad(min)}:${pad(s)}` : `${min}:${pad(s)}`
}

/** Clock is how long a test has been worked on; it stands while the test is paused. */
export function Clock({ run }: { run: Run }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is when the server's time was read
  const read = useMemo(() => Date.now(), [run.now])
  const [now, setNow] = useState(read)
  const runs = run.state === 'running'
  useEffect(() => {
    if (!runs) return
    const tick = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(tick)
  }, [runs])
  // The server's clock counts; the device's only tells how much has gone since it was read.
  const since = run.resumed_at ? (Date.parse(run.now) - Date.parse(run.resumed_at) + now - read) / 1000 : 0
  const seconds = run.seconds + (runs ? Math.max(0, since) : 0)
  return (
    <span className={css.clock} title={m.verification_run_time()}>
      <IconClock size={16} aria-hidden />
      <span className="unseen">{m.verification_run_time()}</span>
      <span className="figures">{clockText(seconds)}</span>
    </span>
  )
}
