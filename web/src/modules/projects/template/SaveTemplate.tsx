import { useState } from 'react'
import { useRead, useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { uuid } from '~/lib/uuid'
import { Dialog } from '~/ui/Dialog'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { TextField } from '~/ui/form/TextField'
import { ProblemNote } from '~/ui/ProblemNote'
import { Lines } from '~/ui/Skeletons'
import { say } from '~/ui/toast'
import { KindChoice } from '../create/KindChoice'
import type { Template } from './TemplateName'

const fresh = 'new'
const first = { of: fresh, name: '', about: '', note: '' }

/** SaveTemplate keeps the project's set-up under a name, or as the next version of a template that one has made. */
export function SaveTemplate({
  project,
  templates,
  onClose,
}: {
  project: string
  templates: readonly Template[]
  onClose: () => void
}) {
  const [id] = useState(uuid)
  const [of, setOf] = useState(fresh)
  const [kinds, setKinds] = useState<string[]>()
  const { data, error } = useRead('templates.content.read', { path: { project } })
  const offered = data?.items.filter(({ set_up }) => set_up) ?? []
  const chosen = kinds ?? offered.map(({ kind }) => kind)
  const save = useWrite('templates.template.save', {
    onDone: ({ name, versions }) => {
      onClose()
      say(m.projects_template_saved({ name, number: String(versions[0]?.number ?? 1) }))
    },
  })
  const mine = templates.filter((template) => template.mine)
  return (
    <Dialog title={m.projects_template_save_title()} onClose={onClose} stay>
      {error ? (
        <ProblemNote problem={error} />
      ) : !data ? (
        <Lines count={6} />
      ) : (
        <Form
          initial={first}
          onChange={(values) => setOf(values.of)}
          onSubmit={({ of: next, ...values }) =>
            save.mutate({
              path: { project },
              body: { id, ...(next === fresh ? {} : { of: next }), ...values, kinds: chosen },
            })
          }
          problem={save.error}
          busy={save.isPending}
        >
          <Fields>
            {mine.length > 0 && (
              <SelectField
                name="of"
                label={m.projects_template_as()}
                options={[
                  { value: fresh, label: m.projects_template_new() },
                  ...mine.map((template) => ({
                    value: template.id,
                    label: m.projects_template_next({ name: template.name }),
                  })),
                ]}
              />
            )}
            {of === fresh ? (
              <>
                <TextField name="name" label={m.projects_template_name()} maxLength={120} required />
                <TextField name="about" label={m.projects_template_for()} maxLength={2000} rows={3} />
              </>
            ) : (
              <TextField name="note" label={m.projects_template_note()} maxLength={500} />
            )}
            <KindChoice
              label={m.projects_template_holds()}
              kinds={offered.map(({ kind, holds }) => ({ kind, holds: holds as Record<string, number> }))}
              chosen={chosen}
              onChoose={setKinds}
            />
            <FormActions submit={m.projects_template_keep()} onCancel={onClose} />
          </Fields>
        </Form>
      )}
    </Dialog>
  )
}
