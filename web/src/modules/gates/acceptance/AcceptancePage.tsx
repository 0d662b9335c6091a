import { useParams } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Back } from '~/ui/Back'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import gate from '../gate/gate.module.css'
import { gateName } from '../words'
import { DraftForm } from './DraftForm'
import { Signed } from './Signed'
import { Standing } from './Standing'

/** AcceptancePage is one acceptance document: a draft to write and sign, or what was signed. */
export default function AcceptancePage() {
  const project = useProject()
  const { acceptance: id = '' } = useParams({ strict: false }) as { acceptance?: string }
  const { data, error, refetch } = useRead('gates.acceptance.read', { path: { project, acceptance: id } })
  const { data: gates } = useRead('gates.gate.list', { path: { project } })
  const of = gates?.items.find((one) => one.id === data?.gate)
  return (
    <Page>
      <PageHeader
        title={data ? m.gates_acceptance({ label: data.label }) : m.gates_acceptances()}
        above={
          <Back to={`/projects/${project}/gates${of ? `/${of.id}` : ''}`}>
            {of ? gateName(of) : m.gates_title()}
          </Back>
        }
        under={
          data && (
            <span className={gate.under}>
              <Standing state={data.state} />
            </span>
          )
        }
      />
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={8} />
      ) : data.state === 'draft' ? (
        <DraftForm key={data.version} draft={data} />
      ) : (
        <Signed document={data} />
      )}
    </Page>
  )
}
