import { useNavigate } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { named } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { NumberField } from '~/ui/form/NumberField'
import { SelectField } from '~/ui/form/SelectField'
import { TextField } from '~/ui/form/TextField'
import { Sheet } from '~/ui/Sheet'
import type { Matrix } from '../words'

/** MatrixSheet makes a matrix, or changes what one says of itself. */
export function MatrixSheet({ matrix, onClose }: { matrix?: Matrix; onClose: () => void }) {
  const project = useProject()
  const go = useNavigate()
  const { data: disciplines } = useRead('registers.discipline.list', {
    path: { project },
    query: { limit: 500 },
  })
  const create = useWrite('integration.matrix.create', {
    onDone: ({ id }) => go({ to: `/projects/${project}/matrices/${id}` }),
  })
  const change = useWrite('integration.matrix.change', { onDone: onClose })
  const under = matrix ? change : create
  return (
    <Sheet title={matrix ? m.integration_facts() : m.integration_new()} onClose={onClose}>
      <Form
        initial={{
          code: matrix?.code ?? '',
          title_da: matrix?.title_da ?? '',
          title_en: matrix?.title_en ?? '',
          about: matrix?.about ?? '',
          discipline: matrix?.discipline ?? '',
          months: matrix?.months ?? 12,
        }}
        problem={under.error}
        busy={under.isPending}
        onSubmit={({ discipline, months, ...rest }) => {
          const body = { ...rest, discipline: discipline || null, months: months ?? 0 }
          if (matrix)
            change.mutate({ path: { project, matrix: matrix.id }, body: { base: matrix.version, ...body } })
          else create.mutate({ path: { project }, body: { id: uuid(), ...body } })
        }}
      >
        <Fields>
          <TextField name="code" label={m.integration_code()} required maxLength={40} />
          <TextField name="title_da" label={m.integration_title_da()} maxLength={300} />
          <TextField name="title_en" label={m.integration_title_en()} maxLength={300} />
          <TextField name="about" label={m.integration_what()} rows={4} maxLength={4000} />
          <SelectField
            name="discipline"
            label={m.integration_discipline()}
            description={m.integration_discipline_about()}
            clearable
            options={(disciplines?.items ?? []).map((one) => ({ value: one.id, label: named(one) }))}
          />
          <NumberField
            name="months"
            label={m.integration_months()}
            description={m.integration_months_about()}
            min={0}
            max={120}
          />
        </Fields>
        <FormActions submit={matrix ? m.ui_save() : m.integration_new()} onCancel={onClose} />
      </Form>
    </Sheet>
  )
}
