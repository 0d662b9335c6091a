import { Button } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useAccess, useProject, useWhyNot } from '~/api/access'
import type { Answer } from '~/api/call'
import { useRead } from '~/api/query'
import { csv } from '~/lib/csv'
import { formatMoment } from '~/lib/date'
import { language } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { whyNot } from '~/lib/rights'
import { saveCSV } from '~/lib/saveFile'
import { Back } from '~/ui/Back'
import { ErrorState } from '~/ui/ErrorState'
import { Note } from '~/ui/Note'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { reportOf } from './report'
import css from './sample.module.css'
import { UnitLine } from './UnitLine'

/** Sample is a sample check of one type. */
export type Sample = Answer<'verification.sample.read'>

/** SamplePage checks what was drawn, and is the report of it. */
export default function SamplePage() {
  const project = useProject()
  const { sample: id = '' } = useParams({ strict: false }) as { sample?: string }
  const { data, error, refetch } = useRead('verification.sample.read', { path: { project, sample: id } })
  return (
    <Page>
      {error && !data ? (
        <>
          <PageHeader title={m.verification_samples()} above={<ToSamples />} />
          <ErrorState error={error} onRetry={refetch} />
        </>
      ) : data ? (
        <Open sample={data} />
      ) : (
        <Lines count={8} />
      )}
    </Page>
  )
}

function Open({ sample }: { sample: Sample }) {
  const project = useProject()
  const access = useAccess()
  const lacking = useWhyNot('tests.view') ?? whyNot(access, ['tests.edit_own', 'tests.edit_all'])
  const { data: people } = useRead('accounts.person.list', { path: { project } })
  const names = new Map(people?.items.map((one) => [one.id, one.name]))
  const units = sample.units ?? []
  const by = units.find((unit) => unit.id === sample.escalated_by)
  const save = () =>
    saveCSV(`${sample.title.replace(/[^\p{L}\p{N} _-]/gu, '')}.csv`, csv(reportOf(sample, names), language()))
  const facts: [string, string][] = [
    [m.verification_sample_population(), String(sample.population)],
    [m.verification_sample_drawn(), `${sample.drawn} (${sample.share} %)`],
    [m.verification_sample_done(), `${sample.checked}`],
    [m.verification_sample_failed(), `${sample.failed}`],
    [m.verification_sample_seed(), sample.seed],
    [m.verification_sample_made(), formatMoment(sample.created_at)],
  ]
  return (
    <>
      <PageHeader
        above={<ToSamples />}
        title={sample.title}
        under={m.verification_sample_of({
          drawn: String(sample.drawn),
          all: String(sample.population),
          share: String(sample.share),
        })}
        acts={
          <>
            <Button variant="default" leftSection={<IconPrinter size={18} />} onClick={() => window.print()}>
              {m.verification_sample_print()}
            </Button>
            <Button variant="default" leftSection={<IconDownload size={18} />} onClick={save}>
              {m.verification_sample_report()}
            </Button>
          </>
        }
      />
      {sample.escalated_at && (
        <Note tone="warn">
          {m.verification_sample_escalated({
            tag: by?.tag ?? '',
            at: formatMoment(sample.escalated_at),
            from: String(sample.first_share),
            to: String(sample.share),
          })}
        </Note>
      )}
      <div className={css.parts}>
        <Panel title={m.verification_sample_units()}>
          <ol className={css.units}>
            {units.map((unit) => (
              <UnitLine
                key={unit.id}
                sample={sample.id}
                unit={unit}
                who={names.get(unit.person ?? '') ?? ''}
                why={lacking}
              />
            ))}
          </ol>
        </Panel>
        <Panel title={m.verification_sample_facts()}>
          <dl className={css.facts}>
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="figures">{value}</dd>
              </div>
            ))}
          </dl>
          <p className="muted">{m.verification_sample_repeat()}</p>
        </Panel>
      </div>
    </>
  )
}

function ToSamples() {
  return <Back to={`/projects/${useProject()}/samples`}>{m.verification_samples()}</Back>
}
