import { IconCircleCheck } from '@tabler/icons-react'
import type { Answer } from '~/api/call'
import { formatNumber } from '~/lib/number'
import { m } from '~/lib/paraglide/messages'
import { ActButton } from '~/ui/ActButton'
import { DataTable } from '~/ui/DataTable'
import { Panel } from '~/ui/Page'
import type { Wanted } from './Renumber'
import css from './tags.module.css'

type Given = Answer<'registers.tag.report'>
type Fault = Given['faults'][number]

const faults: Record<Fault['fault'], () => string> = {
  form: m.tags_fault_form,
  location: m.tags_fault_location,
  system: m.tags_fault_system,
}

/** Report shows the tags that do not keep to the rule, the numbers that are left out, and tags that sound the same. */
export function Report({
  report,
  why,
  onRenumber,
}: {
  report: Given
  why: string | undefined
  onRenumber: (wanted: Wanted) => void
}) {
  return (
    <>
      <Panel title={m.tags_faults({ count: formatNumber(report.fault_count) })}>
        {report.faults.length === 0 ? (
          <Fine>{m.tags_no_faults()}</Fine>
        ) : (
          <DataTable
            caption={m.tags_faults({ count: formatNumber(report.fault_count) })}
            rows={report.faults}
            rowKey={({ id }) => id}
            columns={[
              { key: 'tag', title: m.tags_tag(), show: (one) => <span className="figures">{one.tag}</span> },
              { key: 'fault', title: m.tags_fault(), show: (one) => faults[one.fault]() },
              {
                key: 'wanted',
                title: m.tags_wanted(),
                show: (one) => <strong className="figures">{one.wanted || m.tags_unknown()}</strong>,
              },
              {
                key: 'act',
                title: m.tags_fit_one(),
                hidden: true,
                align: 'right',
                show: (one) => (
                  <ActButton
                    variant="default"
                    why={why ?? (one.wanted ? undefined : m.tags_unknown())}
                    onClick={() => onRenumber({ act: 'set', id: one.id, tag: one.wanted })}
                  >
                    {m.tags_fit_one()}
                  </ActButton>
                ),
              },
            ]}
          />
        )}
        {report.fault_count > report.faults.length && <p className="muted">{m.tags_more()}</p>}
      </Panel>
      <Panel title={m.tags_gaps({ count: formatNumber(report.gap_count) })} under={m.tags_gaps_about()}>
        {report.gaps.length === 0 ? (
          <Fine>{m.tags_no_gaps()}</Fine>
        ) : (
          <DataTable
            caption={m.tags_gaps({ count: formatNumber(report.gap_count) })}
            rows={report.gaps}
            rowKey={({ series }) => series}
            columns={[
              {
                key: 'series',
                title: m.tags_series(),
                show: (one) => <span className="figures">{one.series}</span>,
              },
              {
                key: 'missing',
                title: m.tags_missing(),
                show: (one) => <span className="figures">{one.missing.join(', ')}</span>,
              },
              {
                key: 'act',
                title: m.tags_close(),
                hidden: true,
                align: 'right',
                show: ({ series }) => (
                  <ActButton variant="default" why={why} onClick={() => onRenumber({ act: 'close', series })}>
                    {m.tags_close()}
                  </ActButton>
                ),
              },
            ]}
          />
        )}
        {report.gap_count > report.gaps.length && <p className="muted">{m.tags_more()}</p>}
      </Panel>
      <Panel title={m.tags_twins({ count: formatNumber(report.twin_count) })} under={m.tags_twins_about()}>
        {report.twins.length === 0 ? (
          <Fine>{m.tags_no_twins()}</Fine>
        ) : (
          <ul className={css.twins}>
            {report.twins.map(({ tags }) => (
              <li key={tags.map(({ id, tag }) => `${id} ${tag}`).join()}>
                {tags.map((one) => (
                  <p key={`${one.id} ${one.tag}`}>
                    <strong className="figures">{one.tag}</strong>{' '}
                    <span className="muted">
                      {[one.name, one.old && m.tags_was()].filter(Boolean).join(' · ')}
                    </span>
                  </p>
                ))}
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  )
}

function Fine({ children }: { children: string }) {
  return (
    <p className={css.fine}>
      <IconCircleCheck size={18} aria-hidden /> {children}
    </p>
  )
}
