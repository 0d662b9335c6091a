import { IconCheck, IconPoint } from '@tabler/icons-react'
import { m } from '~/lib/paraglide/messages'
import { useHeld } from '~/ui/form/Form'
import { PasswordField } from '~/ui/form/PasswordField'
import { passwordRules } from './rules'
import css from './rules.module.css'

/** NewPasswordField takes a new password, and shows what it needs while one types. */
export function NewPasswordField({ label, email, name }: { label: string; email?: string; name?: string }) {
  const { values } = useHeld()
  const rules = passwordRules(String(values.password ?? ''), {
    email: email ?? (values.email as string | undefined),
    name: name ?? (values.name as string | undefined),
  })
  return (
    <div>
      <PasswordField name="password" label={label} autoComplete="new-password" required />
      <ul className={css.rules} aria-label={m.accounts_rules()}>
        {rules.map(({ words, met }) => (
          <li key={words()} data-met={met || undefined}>
            {met ? <IconCheck size={16} aria-hidden /> : <IconPoint size={16} aria-hidden />}
            {words()}
            <span className="unseen">{met ? m.accounts_rule_met() : m.accounts_rule_unmet()}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
