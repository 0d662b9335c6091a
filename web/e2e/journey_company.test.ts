import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { codeOf } from './codes.ts'
import { client, type Provider, provide } from './provider.ts'
import { words } from './words.ts'
import { faults, open, start, type World, widens } from './world.ts'

let world: World
let company: Provider
beforeAll(async () => {
  company = await provide()
  world = await start((data) => {
    const roots = join(data, 'authority.pem')
    writeFileSync(roots, company.authority)
    return `outside: {inside: [127.0.0.0/8], roots: ${roots}}
companies:
  - {name: Nordluft, domains: [demo.example], second_factor: true, issuer: "${company.issuer}", client_id: ${client.id}, client_secret: "${client.secret}"}
`
  })
})
afterAll(async () => {
  await world?.stop()
  await company?.stop()
})
beforeEach(() => {
  company.claims = {}
})

/** people are who takes the journey in each language, so that neither meets what the other left. */
const people = { da: ['tina.moerk', 'bo.riis'], en: ['sanne.gade', 'ali.demir'] } as const
const school = 'Solbakkeengens Skole'

/** holds looks whether a page keeps to what every page does. */
async function holds(page: Page): Promise<void> {
  expect(await faults(page)).toEqual([])
  expect(await widens(page)).toBe(false)
}

describe.each(['da', 'en'] as const)('the sign-in of a company in %s', (language) => {
  const say = words(language)
  const [first, second] = people[language].map((name) => `${name}@demo.example`) as [string, string]

  /** leave goes to the company's server by the page for signing in. */
  async function leave(page: Page, email: string): Promise<void> {
    await page.goto('/sign-in')
    await page.locator('input[name=email]').fill(email)
    await page.getByRole('button', { name: say('accounts_company_use') }).click()
  }

  /** comeBack goes there, and is let in. */
  async function comeBack(page: Page, email: string): Promise<void> {
    await leave(page, email)
    await page.getByText(email).waitFor()
    await page.getByRole('button', { name: 'Let me in' }).click()
  }

  /** speak has the person's pages be in the language of the journey. */
  async function speak(page: Page): Promise<void> {
    await page.getByText(school).first().waitFor()
    const me = await (await page.request.get('/api/me')).json()
    const change = { base: me.person.version, language }
    await page.request.patch('/api/me', { data: change, headers: { origin: world.url } })
    await page.reload()
    await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' })
  }

  test('there and back, what the company demands, and the second factor asked for', async () => {
    const { context, page } = await open(world, language, 'desk')
    await page.goto('/sign-in')
    await page.getByRole('button', { name: say('accounts_company_use') }).click()
    await page.getByText(say('accounts_company_email')).waitFor()
    await holds(page)
    await comeBack(page, first)
    await speak(page)

    // Nordluft demands a second factor: the project is closed, and it says who closed it.
    await page.getByText(say('projects_barred_company', { company: 'Nordluft' })).waitFor()
    await holds(page)
    await page.getByRole('link', { name: say('projects_second_get') }).click()
    await page.getByText(say('accounts_second_demanded_lacking', { company: 'Nordluft' })).waitFor()
    await holds(page)
    await page.getByRole('button', { name: say('accounts_app_add') }).click()
    const key = (await page.getByRole('dialog').locator('code').textContent()) ?? ''
    await page.locator('input[name=code]').fill(codeOf(key))
    await page.getByRole('button', { name: say('accounts_app_confirm') }).click()
    await page.getByRole('button', { name: say('accounts_codes_done') }).click()
    await page.getByText(say('accounts_second_demanded', { company: 'Nordluft' })).waitFor()
    const remove = page.getByRole('button', { name: say('accounts_app_remove') })
    expect(await remove.getAttribute('aria-disabled')).toBe('true')
    await holds(page)
    await page.getByText(say('accounts_did_sign_in_company')).first().waitFor()

    await page.request.post('/api/sign_out', { headers: { origin: world.url } })
    await comeBack(page, first)
    await page.getByRole('heading', { name: say('accounts_second_title') }).waitFor()
    await holds(page)
    await page.locator('input[name=code]').fill('000000')
    await page.locator('form button[type=submit]').click()
    await page.locator('[aria-invalid=true]').waitFor()
    await page.locator('input[name=code]').fill(codeOf(key, 1))
    await page.locator('form button[type=submit]').click()
    await page.getByText(school).first().waitFor()
    expect(await page.getByText(say('projects_barred_company', { company: 'Nordluft' })).count()).toBe(0)
    await context.close()
  })

  test('refused: by the person, by what the company says, and without any company', async () => {
    const { context, page } = await open(world, language, 'portrait')
    await leave(page, second)
    await page.getByRole('button', { name: 'Rather not' }).click()
    await page.getByText(say('accounts_company_failed')).waitFor()
    await holds(page)
    await page.getByRole('link', { name: say('accounts_forgot_back') }).click()

    company.claims = { email_verified: false }
    await comeBack(page, second)
    const refused = { da: 'Dit firmas login står ikke inde for', en: 'sign-in does not vouch for' }[language]
    await page.getByText(refused).waitFor()
    await holds(page)
    expect((await page.request.get('/api/me')).status()).toBe(401)

    // What was refused serves no second time: the page opened again begins nothing.
    await page.reload()
    await page.getByText(say('accounts_company_failed')).waitFor()

    await leave(page, 'nobody@elsewhere.example')
    const none = { da: 'har ikke sit eget login her', en: 'has no sign-in of its own here' }[language]
    await page.getByText(none).waitFor()
    await holds(page)
    await context.close()
  })
})
