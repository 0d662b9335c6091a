import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { Note } from '~/ui/Note'
import { say } from '~/ui/toast'
import { type Opened, type Severity, severities } from '../words'
import css from './entry.module.css'
import { moved, usePath } from './moving'

/** EscalateForm makes an issue of an observation, and leads to it. */
export function EscalateForm({ entry }: { entry: Opened; onDone: () => void }) {
  const path = usePath(entry)
  const project = useProject()
  const navigate = useNavigate()
  const [id] = useState(uuid)
  const escalate = useWrite('issues.entry.escalate', {
    touches: moved,
    onDone: (issue) => {
      say(m.issues_escalated({ label: issue.label }))
      return navigate({ to: `/projects/${project}/log/${issue.id}` })
    },
  })
  return (
    <Form
      className={css.main}
      initial={{ severity: entry.severity } as { severity: Severity }}
      problem={escalate.error}
      busy={escalate.isPending}
      onSubmit={({ severity }) => escalate.mutate({ path, body: { id, severity } })}
    >
      <Fields>
        <Note>{m.issues_escalate_about()}</Note>
        <SelectField
          name="severity"
          label={m.issues_severity()}
          required
          options={(Object.keys(severities) as Severity[]).map((value) => ({
            value,
            label: severities[value].label(),
          }))}
        />
        <FormActions submit={m.issues_escalate()} wide />
      </Fields>
    </Form>
  )
}
