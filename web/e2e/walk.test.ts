import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { words } from './words.ts'
import { faults, open, signIn, start, until, type World, widens } from './world.ts'

const demo = '019dd000-0000-7000-8000-000000000001'
const root = join(import.meta.dirname, '..', '..')
const cobie = join(process.env.CXWEB_SAMPLES ?? '', 'cobie', '2012-03-23-Duplex-Design.xlsx')

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
const send = (page: Page, path: string, data: unknown) =>
  page.request.post(`/api${path}`, { data, headers: { origin: world.url } })

describe.each(['da', 'en'] as const)('the walk in %s', (language) => {
  const say = words(language)

  test('the manager sees the project, creates one, imports, and undoes the import', async () => {
    const { context, page } = await open(world, language, 'desk')
    await page.goto('/sign-in')
    await page.locator('input[name=email]').waitFor()
    await picture(page, `sign-in-${language}-desk`)
    await signIn(world, page, language, 'soeren.vang')
    await picture(page, `projects-${language}-desk`)
    await page.goto(`/projects/${demo}`)
    await page
      .getByText(/1\d\d (af|of) 334/)
      .first()
      .waitFor()
    await holds(page)
    await picture(page, `overview-${language}-desk`)

    await page.goto('/projects/new')
    await page.getByText(say('projects_begin_standard'), { exact: true }).waitFor()
    await page.getByRole('button', { name: say('projects_wizard_next'), exact: true }).click()
    await page.locator('input[name=name]').fill(`Walk ${language}`)
    for (;;) {
      const next = page.getByRole('button', { name: say('projects_wizard_next'), exact: true })
      const create = page.getByRole('button', { name: say('projects_create'), exact: true })
      await next.or(create).first().waitFor()
      if (await create.isVisible()) {
        await create.click()
        break
      }
      await next.click()
    }
    await until(async () => /\/projects\/[0-9a-f-]{36}/.test(page.url()))
    const project = /projects\/([0-9a-f-]{36})/.exec(page.url())?.[1]
    expect((await json(page, `/projects/${project}/disciplines`)).items.length).toBeGreaterThan(10)

    await page.goto(`/projects/${project}/imports/new`)
    const own = {
      name: 'anlæg.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        'Anlæg;Navn;Fagområde;Klassifikation\nVE01;Kontor;Ventilation;572\nVE02;Hal;Ventilation;572\n',
      ),
    }
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(existsSync(cobie) ? cobie : own)
    if (!existsSync(cobie)) await page.getByRole('button', { name: say('registers_map_submit') }).click()
    const apply = page.getByRole('button', {
      name: new RegExp(say('registers_check_apply').replace(/\{\w+\}/, '[0-9.,]+.*')),
    })
    await apply.waitFor({ timeout: 30_000 })
    await holds(page)
    await picture(page, `import-${language}-desk`)
    await apply.click()
    const undo = page.getByRole('button', { name: say('registers_import_undo'), exact: true })
    await undo.waitFor({ timeout: 30_000 })
    const systems = async () => (await json(page, `/projects/${project}/systems?count=true`)).total
    expect(await systems()).toBeGreaterThan(1)
    await undo.click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('registers_import_undo'), exact: true })
      .click()
    await until(async () => (await systems()) === 0)
    await context.close()
  })

  test('a cell of the grid is changed with the keyboard and can be undone', async () => {
    const { context, page } = await open(world, language, 'desk')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}/registers/rows`)
    await page.getByRole('gridcell').first().waitFor()
    await holds(page)
    await picture(page, `rows-${language}-desk`)
    const title = async () =>
      (await json(page, `/projects/${demo}/rows?limit=1&sort=no`)).items[0][`title_${language}`]
    const before = await title()
    await page.getByRole('gridcell', { name: before }).first().click()
    await page.keyboard.type(`Rettet ${language}`)
    await page.keyboard.press('Enter')
    await until(async () => (await title()) === `Rettet ${language}`)
    await page.keyboard.press('Control+z')
    await until(async () => (await title()) === before)
    await context.close()
  })

  test('a contractor who is invited sees the own discipline and nothing else', async () => {
    const manager = await open(world, language, 'desk')
    await signIn(world, manager.page, language, 'soeren.vang')
    await manager.page.goto(`/projects/${demo}/members`)
    await manager.page.getByText('Tina Mørk').first().waitFor()
    await holds(manager.page)
    await picture(manager.page, `members-${language}-desk`)
    const disciplines = (await json(manager.page, `/projects/${demo}/disciplines`)).items as {
      id: string
      name_da: string
    }[]
    const heating = disciplines.find((d) => d.name_da === 'Varme')?.id
    const email = `ny.${language}@walk.example`
    const invited = await send(manager.page, `/projects/${demo}/members`, {
      email,
      company_name: 'Fjordby VVS ApS',
      role: 'own_items',
      disciplines: [heating],
      language,
    })
    expect(invited.status()).toBe(201)
    let link = ''
    await until(async () => {
      const mails = (await json(manager.page, '/developer/mails')).items as { to: string; text: string }[]
      link = /\/invitation#\S+/.exec(mails.find((m) => m.to.includes(email))?.text ?? '')?.[0] ?? ''
      return link !== ''
    })
    const { context, page } = await open(world, language, 'portrait')
    await page.goto(link)
    await page.locator('input[name=name]').fill('Nina Ny')
    await page.locator('input[name=company]').fill('Fjordby VVS ApS')
    await page.locator('input[name=password]').fill('kort')
    await holds(page)
    await page.locator('input[name=password]').fill('Grøn9Radiator')
    await page.locator('form button[type=submit]').click()
    await until(async () => page.url().includes(`/projects/${demo}`))
    const rows = await json(page, `/projects/${demo}/rows?count=true&limit=500`)
    expect(rows.total).toBeGreaterThan(10)
    expect(new Set(rows.items.map((r: { discipline: string }) => r.discipline))).toEqual(new Set([heating]))
    expect((await page.request.get(`/api/projects/${demo}/members`)).status()).toBe(403)
    const again = await send(page, '/invitation/accept', {
      token: link.split('#')[1],
      name: 'X',
      company: 'Y',
      password: 'Grøn9Radiator',
    })
    expect(again.status()).toBe(404)
    await context.close()
    await manager.context.close()
  })

  test('on the tablet a row fails, then passes with photo and signature; the manager sees it and undoes it', async () => {
    const { context, page } = await open(world, language, 'portrait')
    await signIn(world, page, language, 'tina.moerk')
    const mine = await json(page, `/projects/${demo}/progress/mine?limit=50`)
    const row = mine.items.find((r: { status: string; comparison: string }) => r.comparison === 'text')
    await page.goto(`/projects/${demo}/tests`)
    await page
      .getByText(row[`title_${language}`] || row.title_da)
      .first()
      .waitFor()
    await holds(page)
    await page.goto(`/projects/${demo}/tests/${row.id}`)
    await page.locator('input[name=result][value=failed]').waitFor({ state: 'attached' })
    await holds(page)
    await picture(page, `test-${language}-portrait`)
    const act = page.getByRole('button', { name: say('verification_send'), exact: true })
    await page.locator('label', { has: page.locator('input[name=result][value=failed]') }).click()
    await page.getByRole('textbox', { name: say('verification_note') }).fill('Mangler mærkning')
    await page.reload()
    await until(
      async () =>
        (await page.getByRole('textbox', { name: say('verification_note') }).inputValue()) ===
        'Mangler mærkning',
    )
    await act.click()
    const status = async () => (await json(page, `/projects/${demo}/rows/${row.id}`)).status
    await page.getByText(say('verification_recorded')).first().waitFor()
    expect(await status()).toBe('failed')

    await page.goto(`/projects/${demo}/tests/${row.id}`)
    await page
      .locator('label', { has: page.locator('input[name=result][value=passed]') })
      .first()
      .click()
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'foto.png', mimeType: 'image/png', buffer: await page.screenshot() })
    // The photo takes its place before one signs: what moves under the pen is not signed.
    await page.getByRole('button', { name: say('verification_photo_no', { no: '1' }), exact: true }).waitFor()
    await page.getByLabel(say('verification_file_attach'), { exact: true }).setInputFiles({
      name: 'FAT-rapport.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
    })
    await page
      .getByRole('button', {
        name: say('verification_file_remove', { name: 'FAT-rapport.pdf' }),
        exact: true,
      })
      .waitFor()
    // A file of a kind that is not taken in says which are, and is taken off again.
    await page
      .getByLabel(say('verification_file_attach'), { exact: true })
      .setInputFiles({ name: 'x.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') })
    await page.getByRole('alert').getByText('.pdf .jpg').waitFor()
    await holds(page)
    await page
      .getByRole('button', { name: say('verification_file_remove', { name: 'x.exe' }), exact: true })
      .click()
    await until(async () => (await page.getByText(say('verification_photo_sending')).count()) === 0)
    await holds(page)
    const canvas = page.locator('canvas').first()
    await canvas.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    const box = await canvas.boundingBox()
    if (!box) throw new Error('there is nowhere to sign')
    await page.mouse.move(box.x + 30, box.y + 30)
    await page.mouse.down()
    for (const [x, y] of [
      [60, 60],
      [100, 30],
      [150, 70],
      [200, 40],
    ] as const)
      await page.mouse.move(box.x + x, box.y + y)
    await page.mouse.up()
    const name = page.getByLabel(say('verification_signed_name'))
    if (!(await name.inputValue())) await name.fill('Tina Mørk')
    await act.click()
    await until(async () => (await status()) === 'passed')
    const tests = (await json(page, `/projects/${demo}/rows/${row.id}/tests`)).items
    expect(tests[0].photos.length).toBe(1)
    expect(tests[0].enclosures.map(({ name }: { name: string }) => name)).toEqual(['FAT-rapport.pdf'])
    await page.goto(`/projects/${demo}/tests/${row.id}`)
    await page.getByRole('link', { name: 'FAT-rapport.pdf' }).waitFor()
    expect(tests[0].signed_name).toBe('Tina Mørk')
    await context.close()

    const manager = await open(world, language, 'desk')
    await signIn(world, manager.page, language, 'soeren.vang')
    await manager.page.goto(`/projects/${demo}/history`)
    await manager.page.getByText('Tina Mørk').first().waitFor()
    await holds(manager.page)
    await picture(manager.page, `history-${language}-desk`)
    await manager.page
      .getByRole('button', { name: say('audit_undo'), exact: true })
      .first()
      .click()
    await manager.page
      .getByRole('dialog')
      .getByRole('button', { name: say('audit_undo_act'), exact: true })
      .click()
    await until(
      async () => (await json(manager.page, `/projects/${demo}/rows/${row.id}`)).status === 'failed',
    )
    await manager.page.getByRole('link', { name: say('proof_link'), exact: true }).click()
    await manager.page.getByRole('button', { name: say('proof_check'), exact: true }).click()
    await manager.page.getByText(say('proof_whole'), { exact: true }).waitFor({ timeout: 30_000 })
    await holds(manager.page)
    await picture(manager.page, `proof-${language}-desk`)
    await manager.context.close()
  })

  test('a handover package is ordered, downloaded and verified', async () => {
    const { context, page } = await open(world, language, 'desk')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}/handover`)
    const order = page.getByRole('button', { name: say('handover_order_act'), exact: true })
    await order.waitFor()
    await holds(page)
    await order.click()
    const download = page.getByRole('link', { name: say('handover_download') }).first()
    await download.waitFor({ timeout: 60_000 })
    await picture(page, `handover-${language}-desk`)
    const begun = page.waitForEvent('download')
    await download.click()
    const path = await (await begun).path()
    expect(execFileSync(join(root, 'bin', 'cxweb'), ['verify', path], { encoding: 'utf8' })).not.toBe('')
    expect((await send(page, '/sign_out', {})).ok()).toBe(true)
    for (const at of [
      `/projects/${demo}`,
      `/projects/${demo}/rows`,
      `/projects/${demo}/packages`,
      '/tasks',
    ]) {
      expect((await page.request.get(`/api${at}`)).status()).toBe(401)
    }
    await context.close()
  })
})
