import { useRead } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { ErrorState } from '~/ui/ErrorState'
import { Page } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { Wizard } from './Wizard'

/** CreateProjectPage makes a project, step by step. */
export default function CreateProjectPage() {
  const { data, error, refetch } = useRead('projects.starter.list')
  return (
    <Page>
      <PageHeader title={m.projects_wizard_title()} under={m.projects_wizard_kept()} />
      {error ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : data ? (
        <Wizard starters={data} />
      ) : (
        <Lines count={8} />
      )}
    </Page>
  )
}
