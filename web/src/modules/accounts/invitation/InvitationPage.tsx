import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Answer, call } from '~/api/call'
import type { Problem } from '~/api/problem'
import { reading, useWrite } from '~/api/query'
import { formatDate } from '~/lib/date'
import { type Language, speak, useLanguage } from '~/lib/locale'
import { m } from '~/lib/paraglide/messages'
import { roleName } from '~/lib/roles'
import { Fields } from '~/ui/form/Fields'
import { Form } from '~/ui/form/Form'
import { FormActions } from '~/ui/form/FormActions'
import { TextField } from '~/ui/form/TextField'
import { Note } from '~/ui/Note'
import { ProblemNote } from '~/ui/ProblemNote'
import { Lines } from '~/ui/Skeletons'
import { Door } from '../Door'
import css from '../door.module.css'
import { NewPasswordField } from '../password/NewPasswordField'
import { passwordWrong } from '../password/rules'

/** InvitationPage lets somebody who was invited onto a project, by the link in an e-mail. */
export default function InvitationPage() {
  const language = useLanguage()
  const [token] = useState(() => location.hash.slice(1))
  const { data, error } = useQuery<Answer<'accounts.invitation.read'>, Problem>({
    queryKey: ['an opened invitation', token, language],
    queryFn: () => call('accounts.invitation.read', { body: { token } }),
    enabled: token !== '',
    placeholderData: (before) => before,
  })
  if (!token || error || !data) {
    return (
      <Door title={m.accounts_sign_in()}>
        {!token ? (
          <Note tone="warn">{m.accounts_link_missing()}</Note>
        ) : error ? (
          <ProblemNote problem={error} />
        ) : (
          <Lines />
        )}
      </Door>
    )
  }
  return <Accept token={token} invitation={data} language={language} />
}

function Accept({
  token,
  invitation,
  language,
}: {
  token: string
  invitation: Answer<'accounts.invitation.read'>
  language: Language
}) {
  const { email, project_name, role, expires_at, name, company } = invitation
  const cache = useQueryClient()
  const navigate = useNavigate()
  const accept = useWrite('accounts.invitation.accept', {
    onDone: async ({ person, project }) => {
      cache.clear()
      cache.setQueryData(reading('accounts.me.read').queryKey, { person })
      speak(person.language)
      await navigate({ to: `/projects/${project}`, replace: true })
    },
  })
  return (
    <Door
      wide
      title={m.accounts_invitation_title({ project: project_name })}
      about={m.accounts_invitation_about()}
    >
      <dl className={css.facts}>
        <dt>{m.accounts_email()}</dt>
        <dd>{email}</dd>
        <dt>{m.accounts_invitation_role()}</dt>
        <dd>{roleName(role)}</dd>
      </dl>
      <Form
        initial={{ name, company, phone: '', password: '' }}
        check={({ password, name }) => passwordWrong(password, { email, name })}
        onSubmit={(values) => accept.mutate({ body: { ...values, token, language } })}
        busy={accept.isPending}
        problem={accept.error}
      >
        <Fields>
          <TextField
            name="name"
            label={m.accounts_name()}
            description={m.accounts_name_hint()}
            autoComplete="name"
            required
          />
          <Fields side>
            <TextField name="company" label={m.accounts_company()} autoComplete="organization" required />
            <TextField name="phone" type="tel" label={m.accounts_phone()} autoComplete="tel" />
          </Fields>
          <p className="muted">{m.accounts_phone_why()}</p>
          <NewPasswordField label={m.accounts_password()} email={email} />
          <FormActions submit={m.accounts_invitation_accept()} wide />
        </Fields>
      </Form>
      <p className={css.foot}>
        <Link to="/sign-in">{m.accounts_invitation_known()}</Link>
      </p>
      <p className={css.foot}>
        <small className="muted">{m.accounts_invitation_expires({ date: formatDate(expires_at) })}</small>
      </p>
    </Door>
  )
}
