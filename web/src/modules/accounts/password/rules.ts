import { m } from '~/lib/paraglide/messages'

/** Rule is one thing that a password needs, and whether it has it. */
export type Rule = { words: () => string; met: boolean }

/**
 * passwordRules checks what can be checked while one types. That it is not
 * among the commonest is for the server to say.
 */
export function passwordRules(
  password: string,
  own: { email?: string | undefined; name?: string | undefined },
): Rule[] {
  const p = password.toLowerCase()
  const [mailbox = ''] = (own.email ?? '').toLowerCase().split('@')
  const mine = [mailbox, ...(own.name ?? '').toLowerCase().split(/\s+/)].filter((part) => part.length >= 4)
  return [
    { words: m.accounts_rule_length, met: [...password].length >= 8 },
    { words: m.accounts_rule_lower, met: /\p{Ll}/u.test(password) },
    { words: m.accounts_rule_upper, met: /\p{Lu}/u.test(password) },
    { words: m.accounts_rule_digit, met: /\d/.test(password) },
    { words: m.accounts_rule_own, met: password !== '' && !mine.some((part) => p.includes(part)) },
  ]
}

/** passwordWrong is what a form says of a password that breaks a rule. */
export function passwordWrong(
  password: string,
  own: { email?: string | undefined; name?: string | undefined },
) {
  return passwordRules(password, own).every(({ met }) => met) ? {} : { password: m.accounts_password_unfit() }
}
