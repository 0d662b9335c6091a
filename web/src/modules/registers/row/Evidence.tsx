import { useProject } from '~/api/access'
import { addressOf } from '~/api/call'
import { useRead } from '~/api/query'
import { formatMoment } from '~/lib/date'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ProblemNote } from '~/ui/ProblemNote'
import { Lines } from '~/ui/Skeletons'
import { StatusChip } from '~/ui/StatusChip'
import { useRegister } from '../thing/register'
import css from './row.module.css'

/** Evidence lists the tests of a row, the newest first: what was found, by whom, with photos and signature. */
export function Evidence({ row }: { row: string }) {
  const project = useProject()
  const { references } = useRegister()
  const { data, error } = useRead('verification.test.list', { path: { project, row } })
  const picture = (file: string) =>
    addressOf('files.file.read', { path: { project, file }, query: { show: 1 } })[1]
  return (
    <section>
      <h3>{m.registers_evidence()}</h3>
      {error ? (
        <ProblemNote problem={error} />
      ) : !data ? (
        <Lines count={2} />
      ) : data.items.length === 0 ? (
        <p className="muted">{m.registers_evidence_none()}</p>
      ) : (
        <ol className={css.tests}>
          {data.items.map((test) => (
            <li key={test.id}>
              <p className={css.facts}>
                <StatusChip status={test.result} />
                <strong className="figures">
                  {typeof test.measured === 'number' ? formatNumber(test.measured) : ''} {test.measured_text}
                </strong>
                <span className="muted">
                  {[formatMoment(test.tested_at), references.label('person', test.person), test.device]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </p>
              {test.note && <p>{test.note}</p>}
              {test.photos.length > 0 && (
                <ul className={css.photos}>
                  {test.photos.map(({ id, file, position }) => (
                    <li key={id}>
                      <a href={picture(file)} target="_blank" rel="noreferrer">
                        <img
                          src={picture(file)}
                          alt={m.registers_evidence_photo({ number: String(position) })}
                          loading="lazy"
                        />
                      </a>
                    </li>
                  ))}
                </ul>
              )}
              {test.signature && (
                <p className={css.signed}>
                  <img src={picture(test.signature)} alt="" />
                  {m.registers_evidence_signed({ name: test.signed_name })}
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
