import { useProject } from '~/api/access'
import type { Body } from '~/api/call'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { looks } from '~/lib/status'
import { Dialog } from '~/ui/Dialog'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { TextField } from '~/ui/form/TextField'
import type { Run } from './judge'

type Result = Body<'verification.run.override'>['result']

const results: Result[] = ['passed', 'passed_with_remarks', 'failed', 'blocked', 'not_applicable']

/** OverrideDialog gives a finished test another result than its steps come to; it takes a reason. */
export function OverrideDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const project = useProject()
  const override = useWrite('verification.run.override', {
    touches: ['verification.test', 'registers.row', 'registers.progress'],
    onDone: onClose,
  })
  return (
    <Dialog title={m.verification_override()} stay onClose={onClose}>
      <p>{m.verification_override_about()}</p>
      <Form
        initial={{ result: '' as Result | '', reason: '' }}
        problem={override.error}
        busy={override.isPending}
        onSubmit={({ result, reason }) =>
          result &&
          override.mutate({ path: { project, run: run.id }, body: { result, reason: reason.trim() } })
        }
      >
        <Fields>
          <SelectField
            name="result"
            label={m.verification_result()}
            required
            options={results
              .filter((one) => one !== run.result)
              .map((one) => ({ value: one, label: looks[one].label() }))}
          />
          <TextField
            name="reason"
            label={m.verification_override_reason()}
            required
            rows={3}
            maxLength={4000}
          />
        </Fields>
        <FormActions submit={m.verification_override()} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
