import { useProject } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { ErrorState } from '~/ui/ErrorState'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { NumberField } from '~/ui/form/NumberField'
import { SwitchField } from '~/ui/form/SwitchField'
import { Page, Panel } from '~/ui/Page'
import { PageHeader } from '~/ui/PageHeader'
import { Lines } from '~/ui/Skeletons'
import { say } from '~/ui/toast'
import { ToLog } from '../parts/ToLog'

/** LogSettingsPage says how the project keeps its log. */
export default function LogSettingsPage() {
  const path = { project: useProject() }
  const { data, error, refetch } = useRead('issues.setting.read', { path })
  const change = useWrite('issues.setting.change', { onDone: () => say(m.issues_settings_saved()) })
  return (
    <Page width="text">
      <PageHeader title={m.issues_settings_title()} above={<ToLog />} />
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <Lines count={4} />
      ) : (
        <Panel>
          <Form
            initial={data}
            onSubmit={({ photo_on_remedy, due_days }) =>
              change.mutate({ path, body: { photo_on_remedy, due_days } })
            }
            problem={change.error}
            busy={change.isPending}
          >
            <Fields>
              <SwitchField
                name="photo_on_remedy"
                label={m.issues_photo_on_remedy()}
                description={m.issues_photo_on_remedy_about()}
              />
              <NumberField
                name="due_days"
                label={m.issues_due_days()}
                description={m.issues_due_days_about()}
                unit={m.issues_days()}
                min={1}
                max={365}
                required
              />
              <FormActions submit={m.ui_save()} />
            </Fields>
          </Form>
        </Panel>
      )}
    </Page>
  )
}
