import { IconDeviceTablet, IconPhoto, IconSignature } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ErrorState } from '~/ui/ErrorState'
import { Lines } from '~/ui/Skeletons'
import { StatusChip } from '~/ui/StatusChip'
import { pictureOf, Viewer } from '~/ui/Viewer'
import { Enclosed } from '../form/Enclosed'
import type { Test } from '../form/useRecording'
import { type Row, verdictOf } from '../limit'
import css from './row.module.css'

/** Earlier shows the tests of a row, the newest first, with their photos and signatures. */
export function Earlier({ row }: { row: Row }) {
  const path = { project: useProject(), row: row.id }
  const { data, error, refetch } = useRead('verification.test.list', { path })
  const { data: people } = useRead('accounts.person.list', { path: { project: path.project } })
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />
  if (!data) return <Lines count={3} />
  if (data.items.length === 0) return <p className="muted">{m.verification_no_tests()}</p>
  const names = new Map(people?.items.map(({ id, name }) => [id, name]))
  return (
    <ol className={css.tests}>
      {data.items.map((test) => (
        <Shown key={test.id} test={test} row={row} who={names.get(test.person) ?? ''} />
      ))}
    </ol>
  )
}

function Shown({ test, row, who }: { test: Test; row: Row; who: string }) {
  const project = useProject()
  const [seen, setSeen] = useState<number>()
  const files = [...test.photos.map(({ file }) => file), ...(test.signature ? [test.signature] : [])]
  const outside = test.measured !== null && verdictOf(row, test.measured) === 'outside'
  const late = Date.parse(test.received_at) - Date.parse(test.tested_at) > 120_000
  return (
    <li>
      <div className={css.test}>
        <StatusChip status={test.result} />
        {test.measured !== null && (
          <strong className="figures" data-outside={outside || undefined}>
            {formatNumber(test.measured)} {row.unit}
          </strong>
        )}
        <span className="muted figures">
          {formatMoment(test.tested_at)} · {who}
        </span>
      </div>
      {test.edition && (
        <p>
          <Link to={`/projects/${project}/tests/runs/${test.id}`} className={css.run}>
            {test.state === 'done' ? m.verification_run_see() : m.verification_run_go_on()}
          </Link>
        </p>
      )}
      {test.measured_text && <p>{test.measured_text}</p>}
      {test.note && <p>{test.note}</p>}
      {files.length > 0 && (
        <ul className={css.pictures}>
          {files.map((file, at) => {
            const signed = file === test.signature
            return (
              <li key={file} data-signed={signed || undefined}>
                <button
                  type="button"
                  onClick={() => setSeen(at)}
                  aria-label={
                    signed
                      ? m.verification_signed_by({ name: test.signed_name })
                      : m.verification_photo_no({ no: String(at + 1) })
                  }
                >
                  <img src={pictureOf(project, file)} alt="" loading="lazy" />
                  {signed ? <IconSignature size={16} aria-hidden /> : <IconPhoto size={16} aria-hidden />}
                </button>
              </li>
            )
          })}
        </ul>
      )}
      <Enclosed files={test.enclosures} />
      <p className={`${css.trace} muted`}>
        {test.signed_name && m.verification_signed_by({ name: test.signed_name })}
        {test.device && (
          <span>
            <IconDeviceTablet size={16} aria-hidden /> {test.device}
          </span>
        )}
        {late && m.verification_received({ at: formatMoment(test.received_at) })}
      </p>
      {seen !== undefined && (
        <Viewer
          pictures={files.map((file) => pictureOf(project, file))}
          first={seen}
          onClose={() => setSeen(undefined)}
        />
      )}
    </li>
  )
}
