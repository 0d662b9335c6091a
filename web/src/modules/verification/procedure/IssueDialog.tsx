import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { ProblemNote } from '~/ui/ProblemNote'
import { say } from '~/ui/toast'

/** IssueDialog makes a draft the edition that new tests are run by. */
export function IssueDialog({
  path,
  base,
  onClose,
}: {
  path: { project: string; procedure: string; edition: string }
  base: number
  onClose: () => void
}) {
  const issue = useWrite('verification.edition.issue', {
    touches: ['verification.procedure', 'verification.run'],
    onDone: ({ number }) => {
      say(m.verification_issued({ no: number }))
      onClose()
    },
  })
  return (
    <Dialog title={m.verification_issue()} stay onClose={onClose}>
      <p>{m.verification_issue_about()}</p>
      {issue.error && issue.error.errors.size > 0 && (
        <ProblemNote
          problem={issue.error}
          lines={[...issue.error.errors].map(([field, why]) =>
            m.verification_step_wrong({ no: Number(field.split('/')[1] ?? 0) + 1, why }),
          )}
        />
      )}
      <Form
        initial={{ note: '' }}
        busy={issue.isPending}
        problem={issue.error && issue.error.errors.size === 0 ? issue.error : null}
        onSubmit={({ note }) => issue.mutate({ path, body: { base, note: note.trim() } })}
      >
        <TextField name="note" label={m.verification_issue_note()} rows={2} maxLength={2000} />
        <FormActions submit={m.verification_issue()} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
