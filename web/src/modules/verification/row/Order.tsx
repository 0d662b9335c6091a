import { Link } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { formatDate } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { Note } from '~/ui/Note'
import type { Row } from '../limit'

/** Order warns where a row was tested, or would be, before an earlier milestone of its system is reached. */
export function Order({ row }: { row: Row }) {
  const project = useProject()
  const { data } = useRead('gates.order.read', { path: { project, row: row.id } })
  if (!data?.gate || (!data.early && !data.waits)) return null
  const { early, waits, rows } = data
  return (
    <Note tone="warn">
      {early && (
        <p>
          {m.verification_order_early({
            rows: early.open.map((id) => rows[id]).join(', '),
            day: formatDate(early.done_on),
          })}
        </p>
      )}
      {waits && (
        <p>
          {waits.exception
            ? `${m.verification_order_excepted()} ${waits.exception.reason}`
            : m.verification_order_waits()}
        </p>
      )}
      <Link to={`/projects/${project}/gates/${data.gate}`}>{m.verification_order_open()}</Link>
    </Note>
  )
}
