import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject } from '~/api/access'
import { useWrite } from '~/api/query'
import { m } from '~/lib/paraglide/messages'
import { Confirm } from '~/ui/Confirm'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SwitchField } from '~/ui/form/SwitchField'
import { TextField } from '~/ui/form/TextField'
import { Sheet } from '~/ui/Sheet'
import type { Procedure } from './steps'

/** FactsSheet changes what a procedure is called and says of itself, retires it, or deletes one that was never issued. */
export function FactsSheet({ procedure, onClose }: { procedure: Procedure; onClose: () => void }) {
  const project = useProject()
  const go = useNavigate()
  const path = { project, procedure: procedure.id }
  const [deleting, setDeleting] = useState(false)
  const change = useWrite('verification.procedure.change', { touches: ['verification.run'], onDone: onClose })
  const remove = useWrite('verification.procedure.delete', {
    onDone: () => go({ to: `/projects/${project}/procedures` }),
  })
  const { code, title_da, title_en, about_da, about_en, criterion_da, criterion_en, br18, retired } =
    procedure
  const initial = { code, title_da, title_en, about_da, about_en, criterion_da, criterion_en, br18, retired }
  const never = procedure.editions.every(({ state }) => state === 'draft')
  return (
    <Sheet title={m.verification_procedure_facts()} onClose={onClose}>
      <Form
        initial={initial}
        problem={change.error}
        busy={change.isPending}
        onSubmit={(values) => {
          const changed = Object.fromEntries(
            Object.entries(values).filter(([name, value]) => value !== initial[name as keyof typeof initial]),
          )
          if (Object.keys(changed).length === 0) onClose()
          else change.mutate({ path, body: { base: procedure.version, ...changed } as never })
        }}
      >
        <Fields>
          <TextField name="code" label={m.verification_procedure_code()} required maxLength={40} />
          <TextField name="title_da" label={m.verification_title_da()} maxLength={300} />
          <TextField name="title_en" label={m.verification_title_en()} maxLength={300} />
          <TextField name="about_da" label={m.verification_about_da()} rows={3} maxLength={4000} />
          <TextField name="about_en" label={m.verification_about_en()} rows={3} maxLength={4000} />
          <TextField name="criterion_da" label={m.verification_criterion_da()} rows={2} maxLength={2000} />
          <TextField name="criterion_en" label={m.verification_criterion_en()} rows={2} maxLength={2000} />
          <SwitchField name="br18" label={m.verification_procedure_br18()} />
          <SwitchField name="retired" label={m.verification_procedure_retired()} />
        </Fields>
        <FormActions submit={m.verification_procedure_save()} onCancel={onClose}>
          {never && (
            <Button variant="subtle" color="danger" onClick={() => setDeleting(true)}>
              {m.verification_procedure_delete()}
            </Button>
          )}
        </FormActions>
      </Form>
      <Confirm
        opened={deleting}
        title={m.verification_procedure_delete()}
        act={m.verification_procedure_delete()}
        busy={remove.isPending}
        problem={remove.error}
        onConfirm={() => remove.mutate({ path })}
        onClose={() => setDeleting(false)}
      >
        {m.verification_procedure_delete_about()}
      </Confirm>
    </Sheet>
  )
}
