import { useNavigate } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Dialog } from '~/ui/Dialog'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { TextField } from '~/ui/form/TextField'
import { FileField } from '../parts/FileField'
import type { useNames } from '../parts/lookup'
import { type Kind, kinds, optionsOf } from '../words'

type Values = {
  number: string
  title: string
  kind: Kind
  revision: string
  discipline: string | null
  company: string | null
  file: string
}

/** AddDialog puts a document into the project with its first version. */
export default function AddDialog({
  names,
  onClose,
}: {
  names: ReturnType<typeof useNames>
  onClose: () => void
}) {
  const project = useProject()
  const navigate = useNavigate()
  const create = useWrite('documents.document.create', {
    onDone: ({ id }) => navigate({ to: `/projects/${project}/documents/${id}` }),
  })
  return (
    <Dialog title={m.documents_add()} onClose={onClose} stay>
      <Form
        initial={
          {
            number: '',
            title: '',
            kind: 'drawing',
            revision: 'A',
            discipline: null,
            company: null,
            file: '',
          } as Values
        }
        check={({ file }): Record<string, string> => (file ? {} : { file: m.ui_needed() })}
        problem={create.error}
        busy={create.isPending}
        onSubmit={({ discipline, company, ...rest }) =>
          create.mutate({
            path: { project },
            body: {
              id: uuid(),
              ...rest,
              ...(discipline ? { discipline } : {}),
              ...(company ? { company } : {}),
            },
          })
        }
      >
        <Fields>
          <FileField />
          <TextField name="number" label={m.documents_number()} maxLength={100} required />
          <TextField name="title" label={m.documents_title_of()} maxLength={300} required />
          <SelectField
            name="kind"
            label={m.documents_kind()}
            options={optionsOf(kinds, (one) => kinds[one]())}
            required
          />
          <TextField name="revision" label={m.documents_revision()} maxLength={20} required />
          <SelectField
            name="discipline"
            label={m.documents_discipline()}
            clearable
            options={names.disciplines.map((one) => ({ value: one.id, label: named(one) }))}
          />
          <SelectField
            name="company"
            label={m.documents_company()}
            clearable
            options={names.companies.map((one) => ({ value: one.id, label: one.name }))}
          />
          <FormActions submit={m.documents_add()} onCancel={onClose} />
        </Fields>
      </Form>
    </Dialog>
  )
}
