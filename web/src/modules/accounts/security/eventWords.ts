import { m } from '~/lib/paraglide/messages'

/** words are what the account's own history calls each thing that can be done to it. */
export const words: Record<string, () => string> = {
  'accounts.session.open': m.accounts_did_sign_in,
  'accounts.passkey.open': m.accounts_did_sign_in_passkey,
  'accounts.company.open': m.accounts_did_sign_in_company,
  'accounts.session.close': m.accounts_did_sign_out,
  'accounts.session.end': m.accounts_did_end_session,
  'accounts.session.end_others': m.accounts_did_end_others,
  'accounts.viewing.end': m.accounts_did_end_viewing,
  'accounts.me.change': m.accounts_did_change_details,
  'accounts.me.change_password': m.accounts_did_change_password,
  'accounts.me.confirm': m.accounts_did_confirm,
  'accounts.password.forgot': m.accounts_did_forget_password,
  'accounts.password.reset': m.accounts_did_reset_password,
  'accounts.email.change': m.accounts_did_ask_email,
  'accounts.email.cancel': m.accounts_did_cancel_email,
  'accounts.email.confirm': m.accounts_did_change_email,
  'accounts.email.stop': m.accounts_did_stop_email,
  'accounts.authenticator.begin': m.accounts_did_begin_app,
  'accounts.authenticator.confirm': m.accounts_did_add_app,
  'accounts.authenticator.remove': m.accounts_did_remove_app,
  'accounts.code.renew': m.accounts_did_renew_codes,
  'accounts.passkey.add': m.accounts_did_add_passkey,
  'accounts.passkey.name': m.accounts_did_name_passkey,
  'accounts.passkey.remove': m.accounts_did_remove_passkey,
  'accounts.token.create': m.accounts_did_create_token,
  'accounts.token.revoke': m.accounts_did_revoke_token,
  'accounts.invitation.accept': m.accounts_did_accept,
  'accounts.factor.unlock': m.accounts_did_unlock,
  'accounts.session.end_all': m.accounts_did_end_all,
  'accounts.account.close': m.accounts_did_close,
  'accounts.account.reopen': m.accounts_did_reopen,
}

/** eventWords are what people read for an action; one without words is called by its name. */
export const eventWords = (action: string): string => words[action]?.() ?? action
