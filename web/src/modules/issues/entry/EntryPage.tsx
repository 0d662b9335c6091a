import { useParams } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { ErrorState } from '~/ui/ErrorState'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { LogStatus, SeverityMark } from '../parts/Chips'
import { useTags } from '../parts/lookup'
import { ToLog } from '../parts/ToLog'
import { kinds, type Opened } from '../words'
import { Acts } from './Acts'
import { BeforeAfter } from './BeforeAfter'
import { Conversation } from './Conversation'
import css from './entry.module.css'
import { Facts } from './Facts'
import { Flow } from './Flow'

/** EntryPage is one entry of the log: what was found, where it stands, whose turn it is, and all that was said. */
export default function EntryPage() {
  const project = useProject()
  const { entry: id = '' } = useParams({ strict: false }) as { entry?: string }
  const { data, error, refetch } = useRead('issues.entry.read', { path: { project, entry: id } })
  if (data) return <Open key={data.id} entry={data} />
  return (
    <Page>
      <PageHeader title={m.issues_title()} above={<ToLog />} />
      {error ? <ErrorState error={error} onRetry={refetch} /> : <Lines count={10} />}
    </Page>
  )
}

function Open({ entry }: { entry: Opened }) {
  const tag = useTags([entry.system]).get(entry.system ?? '')?.tag
  return (
    <Page>
      <PageHeader
        above={<ToLog />}
        title={entry.title}
        under={
          <span className={css.under}>
            <strong className="figures">{entry.label}</strong>
            <span>{kinds[entry.kind].one()}</span>
            {tag && <strong className="figures">{tag}</strong>}
            <SeverityMark severity={entry.severity} />
            <LogStatus status={entry.status} />
          </span>
        }
      />
      <Flow entry={entry} />
      <div className={css.parts}>
        <div className={css.acts}>
          <Acts key={`${entry.status} ${entry.turn}`} entry={entry} />
        </div>
        <div className={css.found}>
          <Panel title={m.issues_found()}>
            <p className={css.text}>
              {entry.description || <span className="muted">{m.issues_no_description()}</span>}
            </p>
            {entry.cause && (
              <p className={css.text}>
                <strong>{m.issues_cause()}</strong> {entry.cause}
              </p>
            )}
          </Panel>
          <BeforeAfter entry={entry} />
          <Panel title={m.issues_facts()}>
            <Facts entry={entry} />
          </Panel>
        </div>
        <div className={css.said}>
          <Conversation entry={entry} />
        </div>
      </div>
    </Page>
  )
}
