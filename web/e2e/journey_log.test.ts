import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { words } from './words.ts'
import { faults, open, signIn, start, until, type World, widens } from './world.ts'

const demo = '019dd000-0000-7000-8000-000000000001'
const root = join(import.meta.dirname, '..', '..')

let world: World
beforeAll(async () => {
  world = await start()
})
afterAll(() => world?.stop())

/** picture keeps a picture for the guide, where pictures are asked for. */
async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.CXWEB_TEST_PICTURES) return
  const folder = join(root, 'docs', 'guide', 'pictures')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** holds looks whether a page keeps to what every page does. */
async function holds(page: Page): Promise<void> {
  expect(await faults(page)).toEqual([])
  expect(await widens(page)).toBe(false)
}

const json = async (page: Page, path: string) => (await page.request.get(`/api${path}`)).json()

/** photo is a picture as a camera would give it, drawn by the browser. */
async function photo(page: Page, colour: string) {
  const text = await page.evaluate((fill) => {
    const canvas = document.createElement('canvas')
    canvas.width = 640
    canvas.height = 480
    const context = canvas.getContext('2d')
    if (!context) throw new Error('the browser draws no pictures')
    context.fillStyle = fill
    context.fillRect(0, 0, 640, 480)
    context.fillStyle = '#ffffff'
    context.fillRect(160, 120, 320, 240)
    return canvas.toDataURL('image/jpeg')
  }, colour)
  return { name: 'foto.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(text.split(',')[1] ?? '', 'base64') }
}

/** shoot gives a form a photo and waits until it is with the server. */
async function shoot(page: Page, colour: string, sending: string): Promise<void> {
  const sent = page.waitForResponse((answer) => answer.url().includes('/files?') && answer.status() === 201)
  await page
    .locator('form input[type=file][multiple]')
    .first()
    .setInputFiles(await photo(page, colour))
  await sent
  await until(async () => (await page.getByText(sending, { exact: true }).count()) === 0)
}

describe.each(['da', 'en'] as const)('the log in %s', (language) => {
  const say = words(language)

  test('what a test found is raised, remedied, rejected once, remedied again, verified and closed', async () => {
    const manager = await open(world, language, 'desk')
    const page = manager.page
    await signIn(world, page, language, 'soeren.vang')
    const failed = encodeURIComponent(JSON.stringify([{ field: 'no', op: 'is', value: 7 }]))
    const [row] = (await json(page, `/projects/${demo}/rows?filter=${failed}`)).items
    expect(row.status).toBe('failed')

    await page.goto(`/projects/${demo}/log/settings`)
    await page.locator('input[name=photo_on_remedy]').waitFor({ state: 'attached' })
    await holds(page)
    await page.locator('input[name=photo_on_remedy]').check()
    await page.getByRole('button', { name: say('ui_save'), exact: true }).click()
    await until(async () => (await json(page, `/projects/${demo}/log_settings`)).photo_on_remedy === true)

    await page.goto(`/projects/${demo}/tests/${row.id}`)
    await page.getByRole('link', { name: say('verification_to_log'), exact: true }).click()
    await page.locator('input[name=title]').waitFor()
    await holds(page)
    const title = `SEL 1.982 J/m3 (${language})`
    await shoot(page, '#9b1230', say('issues_photo_sending'))
    await page.locator('input[name=title]').fill(title)
    await page.getByRole('button', { name: say('issues_raise_submit'), exact: true }).click()
    await page.getByRole('heading', { name: title }).waitFor()
    await page.getByText(say('issues_assigned'), { exact: true }).first().waitFor()
    const id = /log\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
    const entry = async () => json(page, `/projects/${demo}/log/${id}`)
    const raised = await entry()
    expect(raised).toMatchObject({ status: 'assigned', row: row.id, company: row.company, severity: 'major' })
    expect(raised.photos).toHaveLength(1)
    await holds(page)

    const contractor = await open(world, language, 'portrait')
    const site = contractor.page
    await signIn(world, site, language, 'tina.moerk')
    await site.goto(`/projects/${demo}/log?show=mine`)
    await site.getByRole('link', { name: title }).waitFor()
    await holds(site)
    await site.getByRole('link', { name: title }).click()
    const report = site.getByRole('button', { name: say('issues_report_remedied'), exact: true })
    await report.waitFor()
    await holds(site)
    const remedy = async (text: string, colour: string) => {
      await site.locator('textarea[name=remedy]').fill(text)
      await report.click()
      await site.getByText(say('issues_photo_needed'), { exact: true }).waitFor()
      expect((await entry()).status).not.toBe('remedied')
      await shoot(site, colour, say('issues_photo_sending'))
      await report.click()
      await until(async () => (await entry()).status === 'remedied')
    }
    await remedy('Remskive skiftet', '#07553f')
    await site.getByText(say('issues_now'), { exact: true }).waitFor()
    expect(await site.getByRole('button', { name: say('issues_verify') }).count()).toBe(0)

    // The manager's page follows by itself.
    await page.getByRole('button', { name: say('issues_reject'), exact: true }).click()
    await page.locator('textarea[name=reason]').fill('Stadig 1.700 J/m3')
    await page
      .getByRole('button', { name: say('issues_reject'), exact: true })
      .last()
      .click()
    await until(async () => (await entry()).status === 'rejected')

    await site.getByText('Stadig 1.700 J/m3').first().waitFor()
    await remedy('Indreguleret', '#1a489f')

    const how = page.locator('textarea[name=verification]')
    await how.waitFor()
    await how.fill('Målt 1.420 J/m3, se test')
    await page.getByRole('button', { name: say('issues_verify_and_close'), exact: true }).click()
    await until(async () => (await entry()).status === 'closed')
    const closed = await entry()
    expect(closed.photos.map(({ stage }: { stage: string }) => stage)).toEqual(['before', 'after', 'after'])
    expect(closed.verified_side).not.toBe(closed.remedied_side)
    await page.getByText(say('issues_is_closed'), { exact: true }).waitFor()
    await holds(page)
    await picture(page, `log-entry-${language}-desk`)

    // A contractor of other disciplines sees nothing of it.
    const electrician = await open(world, language, 'landscape')
    await signIn(world, electrician.page, language, 'sanne.gade')
    await electrician.page.goto(`/projects/${demo}/log?show=all`)
    await electrician.page.getByRole('heading', { name: say('issues_title'), exact: true }).waitFor()
    expect(await electrician.page.getByText(title).count()).toBe(0)
    expect((await electrician.page.request.get(`/api/projects/${demo}/log/${id}`)).status()).toBe(404)

    // Nor does another project, whoever asks.
    const other = crypto.randomUUID()
    const made = await page.request.post('/api/projects', {
      data: { id: other, name: `Nabo ${language}`, language: 'da', phases: [], disciplines: [], methods: [] },
      headers: { origin: world.url },
    })
    expect(made.status()).toBe(201)
    await page.goto(`/projects/${other}/log?show=all`)
    await page.getByText(say('issues_none'), { exact: true }).waitFor()
    await holds(page)
    expect((await page.request.get(`/api/projects/${other}/log/${id}`)).status()).toBe(404)
    for (const { context } of [manager, contractor, electrician]) await context.close()
  })

  test('several are assigned at once after a preview, as one change that can be undone', async () => {
    const { context, page } = await open(world, language, 'landscape')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}/log?status=new&sort=label`)
    const boxes = page.getByRole('checkbox')
    await boxes.first().waitFor()
    const fresh = async () => (await json(page, `/projects/${demo}/log?status=new&count=true`)).total
    const before = await fresh()
    await boxes.nth(0).check()
    await boxes.nth(1).check()
    await holds(page)
    await page.getByRole('button', { name: say('issues_assign'), exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: say('issues_company') }).click()
    await page.getByRole('option', { name: 'Nordluft Entreprise A/S' }).click()
    await dialog.getByRole('button', { name: say('issues_see_preview'), exact: true }).click()
    await dialog
      .getByText(`${say('issues_new')} → ${say('issues_assigned')}`)
      .first()
      .waitFor()
    expect(await fresh()).toBe(before)
    await holds(page)
    await dialog.locator('button[type=submit]').click()
    await until(async () => (await fresh()) === before - 2)
    await page.getByRole('button', { name: say('ui_undo'), exact: true }).click()
    await until(async () => (await fresh()) === before)
    await context.close()
  })
})
