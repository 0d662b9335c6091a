import { useParams } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Back } from '~/ui/Back'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { Editor } from './Editor'

/** MatrixPage shows a cause-and-effect matrix, which is written where it stands, and the tests by it. */
export default function MatrixPage() {
  const project = useProject()
  const { matrix: id = '' } = useParams({ strict: false }) as { matrix?: string }
  const { data, error, refetch } = useRead('integration.matrix.read', { path: { project, matrix: id } })
  if (data) return <Editor key={data.id} matrix={data} />
  return (
    <Page>
      <PageHeader
        title={m.integration_title()}
        above={<Back to={`/projects/${project}/matrices`}>{m.integration_title()}</Back>}
      />
      {error ? <ErrorState error={error} onRetry={refetch} /> : <Lines count={8} />}
    </Page>
  )
}
