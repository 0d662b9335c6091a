import { useQueryClient } from '@tanstack/react-query'
import { useReady, useWrite } from '~/api/query'
import { speak } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { SelectField } from '~/ui/form/SelectField'
import { TextField } from '~/ui/form/TextField'
import { Panel } from '~/ui/Page'
import { say } from '~/ui/toast'

/** Profile changes one's own name, company, phone and language. */
export function Profile() {
  const cache = useQueryClient()
  const { person } = useReady('accounts.me.read').data
  const change = useWrite('accounts.me.change', {
    onDone: async (_, { body }) => {
      if (body.language) speak(body.language)
      await cache.invalidateQueries()
      say(m.accounts_profile_saved())
    },
  })
  const { email, name, company, phone, language } = person
  return (
    <Panel title={m.accounts_profile()} under={m.accounts_profile_about()}>
      <Form
        key={person.version}
        initial={{ email, name, company, phone, language }}
        onSubmit={({ email: _, ...fields }) => change.mutate({ body: { base: person.version, ...fields } })}
        busy={change.isPending}
        problem={change.error}
      >
        <Fields>
          <Fields side>
            <TextField name="name" label={m.accounts_name()} autoComplete="name" required />
            <TextField
              name="company"
              label={m.accounts_company()}
              description={m.accounts_company_about()}
              autoComplete="organization"
            />
          </Fields>
          <Fields side>
            <TextField
              name="email"
              label={m.accounts_email()}
              description={m.accounts_email_fixed()}
              disabled
            />
            <TextField
              name="phone"
              type="tel"
              label={m.accounts_phone()}
              description={m.accounts_phone_why()}
              autoComplete="tel"
            />
          </Fields>
          <Fields side>
            <SelectField
              name="language"
              label={m.accounts_language()}
              options={[
                { value: 'da', label: m.app_language_da() },
                { value: 'en', label: m.app_language_en() },
              ]}
            />
          </Fields>
          <FormActions submit={m.ui_save()} />
        </Fields>
      </Form>
    </Panel>
  )
}
