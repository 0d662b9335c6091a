import { useNavigate } from '@tanstack/react-router'
import { useProject } from '~/api/access'
import { useRead, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Dialog } from '~/ui/Dialog'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { inEither, type Matrix } from '../words'

const open = ['not_started', 'ready', 'in_progress', 'failed', 'blocked']

/** BeginDialog begins a test by a matrix, of a register row whose status is to follow from it. */
export function BeginDialog({ matrix, onClose }: { matrix: Matrix; onClose: () => void }) {
  const project = useProject()
  const go = useNavigate()
  const { data: methods } = useRead('registers.method.list', { path: { project }, query: { limit: 500 } })
  // Rows of integrated systems tests, by whatever the project calls the method.
  const integrated = (methods?.items ?? []).filter(({ name_da, name_en }) =>
    /integr/i.test(`${name_en} ${name_da}`),
  )
  const { data: rows } = useRead('registers.row.list', {
    path: { project },
    query: {
      limit: 200,
      sort: 'no',
      filter: JSON.stringify([
        { field: 'status', op: 'in', value: open },
        ...(integrated.length > 0
          ? [{ field: 'method', op: 'in', value: integrated.map(({ id }) => id) }]
          : []),
      ]),
    },
  })
  const { data: systems } = useRead('registers.system.list', { path: { project }, query: { limit: 500 } })
  const tags = new Map(systems?.items.map(({ id, tag }) => [id, tag]))
  const begin = useWrite('integration.round.begin', {
    touches: ['integration.matrix', 'registers.row', 'registers.progress'],
    onDone: ({ id }) => go({ to: `/projects/${project}/matrices/rounds/${id}` }),
  })
  return (
    <Dialog title={m.integration_begin()} onClose={onClose}>
      <p>{m.integration_begin_about({ links: String(matrix.links?.length ?? 0) })}</p>
      <Form
        initial={{ row: '' }}
        problem={begin.error}
        busy={begin.isPending}
        onSubmit={({ row }) =>
          begin.mutate({
            path: { project, matrix: matrix.id },
            body: { id: uuid(), ...(row ? { row } : {}) },
          })
        }
      >
        <Fields>
          <SelectField
            name="row"
            label={m.integration_row()}
            description={m.integration_row_about()}
            clearable
            options={(rows?.items ?? []).map((one) => ({
              value: one.id,
              label: [String(one.no), tags.get(one.system ?? '') ?? '', inEither(one.title_da, one.title_en)]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
        </Fields>
        <FormActions submit={m.integration_begin()} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
