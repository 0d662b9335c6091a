import { useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import type { Round } from '../words'

/** FinishDialog ends a test and says what will follow. */
export function FinishDialog({ round, onClose }: { round: Round; onClose: () => void }) {
  const project = useProject()
  const finish = useWrite('integration.round.finish', {
    touches: ['integration.matrix', 'registers.row', 'registers.progress', 'issues.entry', 'issues.figure'],
    onDone: onClose,
  })
  return (
    <Dialog title={m.integration_finish()} stay onClose={onClose}>
      <Note tone={round.failed > 0 ? 'warn' : 'good'}>
        {round.failed > 0
          ? m.integration_will_raise({ count: String(round.failed) })
          : m.integration_will_pass()}
      </Note>
      <Form
        initial={{ note: '' }}
        problem={finish.error}
        busy={finish.isPending}
        onSubmit={({ note }) =>
          finish.mutate({ path: { project, round: round.id }, body: { note: note.trim() } })
        }
      >
        <Fields>
          <TextField
            name="note"
            label={m.integration_note()}
            description={m.integration_note_about()}
            rows={4}
            maxLength={10_000}
          />
        </Fields>
        <FormActions submit={m.integration_finish()} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
