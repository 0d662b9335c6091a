import { useState } from 'react'
import { useWrite } from '~/api/query'
import { today } from '~/lib/date'
import { m } from '~/lib/paraglide/messages'
import { areas } from '~/lib/rights'
import { uuid } from '~/lib/uuid'
import { DateField } from '~/ui/form/DateField'
import { Fields } from '~/ui/form/Fields'
import { Form, useHeld } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { Secret } from '~/ui/Secret'
import { Sheet } from '~/ui/Sheet'
import { RightsMatrix } from '../member/RightsMatrix'

/** NewProgram makes a token of the project and shows it the only time it can be seen. */
export function NewProgram({ project, onClose }: { project: string; onClose: () => void }) {
  const [id] = useState(uuid)
  const add = useWrite('accounts.program.add', { touches: ['accounts.person'] })
  const token = add.data?.token
  return (
    <Sheet title={m.ui_token_new()} onClose={onClose}>
      {token ? (
        <Secret once={m.ui_token_once()} text={token} done={m.ui_token_done()} onDone={onClose} />
      ) : (
        <Form
          initial={{
            name: '',
            expires_at: null as string | null,
            rights: areas.map((area) => `${area}.view`),
          }}
          check={({ rights }) => (rights.length === 0 ? { rights: m.projects_program_rights_needed() } : {})}
          onSubmit={({ name, expires_at, rights }) =>
            add.mutate({
              path: { project },
              body: { id, name, rights, expires_at: expires_at ? `${expires_at}T23:59:59Z` : null },
            })
          }
          busy={add.isPending}
          problem={add.error}
        >
          <Fields>
            <TextField name="name" label={m.projects_program_name()} maxLength={80} required />
            <DateField name="expires_at" label={m.ui_token_expires()} min={today()} />
            <Rights />
            <FormActions submit={m.ui_token_create()} onCancel={onClose} />
          </Fields>
        </Form>
      )}
    </Sheet>
  )
}

function Rights() {
  const { values, set, wrong, disabled } = useHeld()
  const why = wrong('rights')
  return (
    <div>
      {why && <Note tone="warn">{why}</Note>}
      <RightsMatrix
        rights={values.rights as string[]}
        disabled={disabled}
        onChange={(rights) => set('rights', rights)}
      />
    </div>
  )
}
