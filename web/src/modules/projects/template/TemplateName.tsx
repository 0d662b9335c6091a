import type { Item } from '~/api/call'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Dialog } from '~/ui/Dialog'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { say } from '~/ui/toast'

/** Template is a set-up that the company keeps. */
export type Template = Item<'templates.template.list'>

/** TemplateName gives a template that one has made another name, and says what it is for. */
export function TemplateName({ template, onClose }: { template: Template; onClose: () => void }) {
  const change = useWrite('templates.template.change', {
    onDone: () => {
      onClose()
      say(m.projects_template_renamed())
    },
  })
  return (
    <Dialog title={m.projects_template_rename_title()} onClose={onClose}>
      <Form
        initial={{ name: template.name, about: template.about }}
        onSubmit={(values) =>
          change.mutate({ path: { template: template.id }, body: { base: template.version, ...values } })
        }
        problem={change.error}
        busy={change.isPending}
      >
        <Fields>
          <TextField name="name" label={m.projects_template_name()} maxLength={120} required />
          <TextField name="about" label={m.projects_template_for()} maxLength={2000} rows={3} />
          <FormActions submit={m.ui_save()} onCancel={onClose} />
        </Fields>
      </Form>
    </Dialog>
  )
}
