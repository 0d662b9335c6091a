import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sign } from './pen.ts'
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

/** row finds a register row of the demo by its number. */
async function row(page: Page, no: number) {
  const filter = encodeURIComponent(JSON.stringify([{ field: 'no', op: 'is', value: no }]))
  return (await json(page, `/projects/${demo}/rows?filter=${filter}`)).items[0]
}

/** passes has a row pass, as those who test it would. */
async function passes(page: Page, no: number): Promise<void> {
  const { id, version } = await row(page, no)
  const changed = await page.request.patch(`/api/projects/${demo}/rows/${id}`, {
    data: { base: version, status: 'passed' },
    headers: { origin: world.url },
  })
  expect(changed.status()).toBe(200)
}

// In each language a system whose earlier milestones lack two rows.
const lacking = { da: { system: 'VE06', rows: [73, 76] }, en: { system: 'VE02', rows: [24, 25] } }

describe.each(['da', 'en'] as const)('milestones in %s', (language) => {
  const say = words(language)

  test('the fan power of VE01 was measured before its balancing: the gate and the test warn', async () => {
    const { context, page } = await open(world, language, 'landscape')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}/gates`)
    await page.getByRole('heading', { name: say('gates_out_of_order'), exact: true }).waitFor()
    const sel = await row(page, 7)
    await page.locator(`a[href$="/tests/${sel.id}"]`).first().waitFor()
    await holds(page)
    await picture(page, `gates-${language}-landscape`)
    await page.locator('button[aria-label^="+C=VE01 M4"]').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(say('gates_lacks'), { exact: true }).waitFor()
    const balancing = await row(page, 6)
    await dialog.locator(`a[href$="/tests/${balancing.id}"]`).waitFor()
    await holds(page)
    await page.goto(`/projects/${demo}/tests/${sel.id}`)
    await page.getByText(say('verification_order_open'), { exact: true }).waitFor()
    await holds(page)
    await context.close()
  })

  test('a test is refused while rows of an earlier milestone are open, and booked when they are done', async () => {
    const { context, page } = await open(world, language, 'portrait')
    await signIn(world, page, language, 'soeren.vang')
    const { system, rows } = lacking[language]
    const { items } = await json(page, `/projects/${demo}/systems?q=${system}`)
    const { items: gates } = await json(page, `/projects/${demo}/gates`)
    const m4 = gates.find(({ code }: { code: string }) => code === 'M4').id
    await page.goto(`/projects/${demo}/calendar/new?gate=${m4}&system=${items[0].id}`)
    const title = `SEL ${system}`
    await page.locator('input[name=title]').fill(title)
    await page.getByText(say('gates_see_lacks'), { exact: true }).waitFor()
    await holds(page)
    const submit = page.locator('form button[type=submit]')
    await submit.click()
    await page.getByRole('alert').waitFor()
    expect(page.url()).toContain('/calendar/new')
    for (const no of rows) await passes(page, no)
    await submit.click()
    await page.getByRole('heading', { name: title, exact: true }).waitFor()
    await holds(page)
    await page.goto(`/projects/${demo}/calendar`)
    await page.getByRole('link', { name: title, exact: true }).waitFor()
    await holds(page)
    await picture(page, `calendar-${language}-portrait`)
    await context.close()
  })

  test('a phase is accepted: its rows are locked until the document is opened again', async () => {
    const manager = await open(world, language, 'desk')
    const { page } = manager
    await signIn(world, page, language, 'soeren.vang')
    const { items: gates } = await json(page, `/projects/${demo}/gates`)
    const design = gates.find(({ code }: { code: string }) => code === 'PROJ').id
    await page.goto(`/projects/${demo}/gates/${design}`)
    await page.getByRole('button', { name: say('gates_prepare'), exact: true }).click()
    await page.getByRole('combobox', { name: say('gates_decide_all'), exact: true }).click()
    await page.getByRole('option', { name: say('gates_carried'), exact: true }).click()
    await holds(page)
    await page.getByRole('button', { name: say('ui_save'), exact: true }).click()
    const id = /acceptances\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
    const document = async () => json(page, `/projects/${demo}/acceptances/${id}`)
    await until(async () =>
      (await document()).points.every(({ decision }: { decision: string }) => decision === 'carried'),
    )

    // Whoever prepared it does not sign it; the page says who can.
    const others = (await document()).signers.length
    expect(others).toBeGreaterThan(0)
    await page.getByText(/Anne Holm, Jens Krogh, Eva Nyholm/).waitFor()
    expect(await page.getByRole('button', { name: say('gates_sign'), exact: true }).isDisabled()).toBe(true)
    const { version } = await document()
    const own = await page.request.post(`/api/projects/${demo}/acceptances/${id}/sign`, {
      data: { base: version, name: 'Søren Vang', role: 'x', alone: 'x' },
      headers: { origin: world.url },
    })
    expect(own.status()).toBe(409)

    const owner = await open(world, language, 'portrait')
    await signIn(world, owner.page, language, 'anne.holm')
    await owner.page.goto(`/projects/${demo}/acceptances/${id}`)
    await owner.page.getByRole('button', { name: say('gates_sign'), exact: true }).click()
    const dialog = owner.page.getByRole('dialog')
    await dialog.locator('input[name=role]').waitFor()
    await holds(owner.page)
    await dialog.locator('button[type=submit]').click()
    await dialog.getByText(say('gates_ink_needed'), { exact: true }).waitFor()
    // In one language it is drawn, in the other the keyboard alone does.
    if (language === 'da') await sign(owner.page)
    else await dialog.locator('input[name=typed]').press('Space')
    await dialog.locator('button[type=submit]').click()
    await owner.page.getByText(say('gates_signed'), { exact: true }).waitFor()
    await holds(owner.page)
    const signed = await document()
    expect(signed).toMatchObject({ state: 'signed', locked: 31, alone: '' })
    if (language === 'da') {
      const picture = await page.request.get(`/api/projects/${demo}/files/${signed.signature}`)
      expect(picture.headers()['content-type']).toBe('image/png')
      await owner.page.getByRole('img', { name: /Anne Holm/ }).waitFor()
    } else {
      expect(signed.signature).toBeNull()
      await owner.page.getByText(say('gates_by_name'), { exact: true }).waitFor()
    }

    const locked = await row(page, 1)
    expect(locked.status).toBe('approved')
    const refused = await page.request.patch(`/api/projects/${demo}/rows/${locked.id}`, {
      data: { base: locked.version, status: 'failed' },
      headers: { origin: world.url },
    })
    expect(refused.status()).toBe(409)
    expect((await refused.json()).detail).toContain(signed.label)

    await owner.page.getByRole('button', { name: say('gates_reopen'), exact: true }).click()
    await dialog.locator('textarea[name=reason]').fill('Rev. C')
    await dialog.locator('button[type=submit]').click()
    await until(async () => (await document()).state === 'reopened')
    expect((await row(page, 1)).status).toBe('passed')
    for (const { context } of [manager, owner]) await context.close()
  })

  test('what comes after the handover is listed, and the usual rows are proposed before they are made', async () => {
    const { context, page } = await open(world, language, 'portrait')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}/after`)
    await page.getByRole('heading', { name: say('gates_after_title'), exact: true }).waitFor()
    await page.getByText(say('gates_kind_warranty'), { exact: true }).first().waitFor()
    await holds(page)
    await page.getByRole('button', { name: say('gates_plan'), exact: true }).click()
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor()
    await holds(page)
    await context.close()
  })
})
