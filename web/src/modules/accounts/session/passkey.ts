import { call } from '~/api/call'
import { asProblem, Problem } from '~/api/problem'
import { m } from '~/lib/paraglide/messages'

/** passkeys tells whether this browser can make and use passkeys. */
export const passkeys = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' && 'parseCreationOptionsFromJSON' in PublicKeyCredential

/** Signed is what a browser answers to a ceremony, with the ticket that it belongs to. */
export type Signed = { ticket: string; credential: unknown }

/** showPasskey has the reader choose one of the passkeys that this device can reach. */
export async function showPasskey(): Promise<Signed> {
  const { ticket, options } = await call('accounts.passkey.ask')
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as PublicKeyCredentialRequestOptionsJSON,
  )
  return { ticket, credential: written(await asked(() => navigator.credentials.get({ publicKey }))) }
}

/** makePasskey has the device make a new passkey. */
export async function makePasskey(): Promise<Signed> {
  const { ticket, options } = await call('accounts.passkey.begin')
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as PublicKeyCredentialCreationOptionsJSON,
  )
  return { ticket, credential: written(await asked(() => navigator.credentials.create({ publicKey }))) }
}

const written = (credential: Credential | null): unknown => (credential as PublicKeyCredential).toJSON()

/** asked says in words why nothing came of it: most often the reader thought better of it. */
async function asked(fn: () => Promise<Credential | null>): Promise<Credential> {
  try {
    const credential = await fn()
    if (credential) return credential
  } catch (error) {
    if (!(error instanceof DOMException)) throw asProblem(error)
    const there = error.name === 'InvalidStateError'
    throw new Problem({
      type: '/problems/conflict',
      title: there ? m.accounts_passkey_there() : m.accounts_passkey_none(),
    })
  }
  throw new Problem({ type: '/problems/conflict', title: m.accounts_passkey_none() })
}
