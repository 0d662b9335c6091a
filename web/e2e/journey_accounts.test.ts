import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf } from './codes.ts'
import { faults, open, signIn, start, until, type World, widens } from './world.ts'

let world: World
beforeAll(async () => {
  world = await start()
})
afterAll(() => world?.stop())

/** people are who takes the journey in each language, so that neither meets what the other left. */
const people = { da: ['tina.moerk', 'bo.riis'], en: ['sanne.gade', 'ali.demir'] } as const

const words = {
  da: {
    app: 'Opret app',
    use: 'Bekræft og brug',
    saved: 'Jeg har gemt dem',
    next: 'Et trin mere',
    recovery: 'Brug en genoprettelseskode',
    recoveryCode: 'Genoprettelseskode',
    passkey: 'Tilføj adgangsnøgle',
    signInPasskey: 'Log ind med adgangsnøgle',
    remove: 'Fjern app',
    confirm: 'Bekræft, at det er dig',
    confirmAct: 'Bekræft',
    added: 'Logget ind med adgangsnøgle',
    email: 'Ny e-mail',
    send: 'Send link',
    mail: 'Bekræft din nye adresse',
    useAddress: 'Brug denne adresse',
    done: 'Fra nu af logger du ind med',
  },
  en: {
    app: 'Set up an app',
    use: 'Confirm and use',
    saved: 'I have saved them',
    next: 'One more step',
    recovery: 'Use a recovery code',
    recoveryCode: 'Recovery code',
    passkey: 'Add a passkey',
    signInPasskey: 'Sign in with a passkey',
    remove: 'Remove app',
    confirm: 'Confirm that it is you',
    confirmAct: 'Confirm',
    added: 'Signed in with a passkey',
    email: 'New e-mail',
    send: 'Send link',
    mail: 'Confirm your new address',
    useAddress: 'Use this address',
    done: 'From now on you sign in with',
  },
} as const

async function fillDoor(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(world.password)
  await page.locator('form button[type=submit]').click()
}

const signedIn = (page: Page) => page.getByText('Solbakkeengens Skole').first().waitFor()

describe.each(['da', 'en'] as const)('accounts in %s', (language) => {
  const say = words[language]
  const [first, second] = people[language]

  test('an app, its codes, a passkey, and confirming', async () => {
    const { context, page } = await open(world, language, 'desk')
    const cdp = await context.newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await signIn(world, page, language, first)
    await page.goto('/me/security')
    await page.getByRole('button', { name: say.app }).click()
    const key = (await page.getByRole('dialog').locator('code').textContent()) ?? ''
    expect(await faults(page)).toEqual([])
    await page.locator('input[name=code]').fill(codeOf(key))
    await page.getByRole('button', { name: say.use }).click()
    await page.getByRole('dialog').getByRole('button', { name: say.saved }).waitFor()
    const codes = await page.getByRole('dialog').locator('li code').allTextContents()
    expect(codes).toHaveLength(10)
    await page.getByRole('button', { name: say.saved }).click()
    expect(await faults(page)).toEqual([])
    expect(await widens(page)).toBe(false)

    await page.request.post('/api/sign_out', { headers: { origin: world.url } })
    await fillDoor(page, `${first}@demo.example`)
    await page.getByRole('heading', { name: say.next }).waitFor()
    expect(await faults(page)).toEqual([])
    await page.locator('input[name=code]').fill(codeOf(key, 1))
    await page.locator('form button[type=submit]').click()
    await signedIn(page)

    await page.request.post('/api/sign_out', { headers: { origin: world.url } })
    await fillDoor(page, `${first}@demo.example`)
    await page.getByRole('button', { name: say.recovery }).click()
    await page.getByLabel(say.recoveryCode, { exact: false }).fill(codes[0] ?? '')
    await page.locator('form button[type=submit]').click()
    await signedIn(page)

    await page.goto('/me/security')
    await page.getByRole('button', { name: say.passkey }).click()
    await page.getByRole('dialog').getByRole('button', { name: say.passkey }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.request.post('/api/sign_out', { headers: { origin: world.url } })
    await page.goto('/sign-in')
    await page.getByRole('button', { name: say.signInPasskey }).click()
    await signedIn(page)
    await page.goto('/me/security')
    await page.getByText(say.added).first().waitFor()

    // The server asks for confirming when the last proof is old; here the answer stands in for the ten minutes.
    let refused = 0
    await page.route('**/api/me/authenticator', async (route) => {
      if (route.request().method() !== 'DELETE' || refused++ > 0) return route.continue()
      return route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: '/problems/denied/confirm', title: '', status: 403 }),
      })
    })
    await page.getByRole('button', { name: say.remove }).click()
    await page.getByRole('dialog').getByRole('button', { name: say.remove }).click()
    const asked = page.getByRole('dialog', { name: say.confirm })
    await asked.locator('input[name=password]').fill(world.password)
    await asked.getByRole('button', { name: say.confirmAct, exact: true }).click()
    await page.getByRole('button', { name: say.app }).waitFor()
    expect(refused).toBe(2)
    await context.close()
  })

  test('another address, by the link that is sent there', async () => {
    const { context, page } = await open(world, language, 'portrait')
    await signIn(world, page, language, second)
    await page.goto('/me/security')
    const fresh = `${second}.${language}@demo.example`
    await page.getByLabel(say.email).fill(fresh)
    await page.getByRole('button', { name: say.send }).click()
    await page.getByText(fresh).waitFor()
    expect(await widens(page)).toBe(false)
    let link = ''
    await until(async () => {
      const { items } = await (await page.request.get('/api/developer/mails')).json()
      const mail = items.find((one: { to: string; subject: string }) => one.to.includes(fresh))
      link = /\/email#\S+/.exec(mail?.text ?? '')?.[0] ?? ''
      return link !== ''
    })
    await page.goto(link)
    expect(await faults(page)).toEqual([])
    await page.getByRole('button', { name: say.useAddress }).click()
    await page.getByText(say.done).waitFor()
    await fillDoor(page, fresh)
    await signedIn(page)
    await context.close()
  })

  test('the daily mail is turned off where the mail leads to, by the keyboard, and on again', async () => {
    const { context, page } = await open(world, language, 'landscape')
    await signIn(world, page, language, 'line.frost')
    await page.goto('/me#reminders')
    const daily = page.locator('#reminders').getByRole('switch')
    const wanted = async () => (await (await page.request.get('/api/me/digest')).json()).wanted
    await until(() => daily.isChecked())
    expect(await faults(page)).toEqual([])
    expect(await widens(page)).toBe(false)
    await daily.press('Space')
    await until(async () => !(await wanted()))
    await page.reload()
    await daily.waitFor()
    await until(async () => !(await daily.isChecked()) && (await daily.isEnabled()))
    await daily.press('Space')
    await until(wanted)
    await context.close()
  })
})
