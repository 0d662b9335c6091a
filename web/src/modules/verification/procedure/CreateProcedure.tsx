import { useNavigate } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { language } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Dialog } from '~/ui/Dialog'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'

/** CreateProcedure makes a procedure with an empty draft, and opens it. */
export function CreateProcedure({ onClose }: { onClose: () => void }) {
  const project = useProject()
  const go = useNavigate()
  const create = useWrite('verification.procedure.create', {
    onDone: ({ id }) => go({ to: `/projects/${project}/procedures/${id}` }),
  })
  return (
    <Dialog title={m.verification_procedure_new()} stay onClose={onClose}>
      <Form
        initial={{ code: '', title: '' }}
        problem={create.error}
        busy={create.isPending}
        onSubmit={({ code, title }) =>
          create.mutate({
            path: { project },
            body: {
              id: uuid(),
              code: code.trim(),
              title_da: language() === 'da' ? title.trim() : '',
              title_en: language() === 'en' ? title.trim() : '',
              about_da: '',
              about_en: '',
              criterion_da: '',
              criterion_en: '',
              br18: false,
              retired: false,
            },
          })
        }
      >
        <Fields>
          <TextField
            name="code"
            label={m.verification_procedure_code()}
            description={m.verification_procedure_code_about()}
            required
            maxLength={40}
          />
          <TextField name="title" label={m.verification_procedure_title()} required maxLength={300} />
        </Fields>
        <FormActions submit={m.verification_procedure_create()} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
