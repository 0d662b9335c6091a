import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { words } from './words.ts'
import { faults, open, signIn, start, until, type World, widens } from './world.ts'

const demo = '019dd000-0000-7000-8000-000000000001'

let world: World
beforeAll(async () => {
  world = await start()
})
afterAll(() => world?.stop())

const json = async (page: Page, path: string) => (await page.request.get(`/api${path}`)).json()
const send = async (page: Page, path: string, data: unknown) => {
  const answer = await page.request.post(`/api${path}`, { data, headers: { origin: world.url } })
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return answer.json()
}

/** holds looks whether a page keeps to what every page does. */
async function holds(page: Page): Promise<void> {
  expect(await faults(page)).toEqual([])
  expect(await widens(page)).toBe(false)
}

/** project makes an empty project of the manager's. */
async function project(page: Page, name: string): Promise<string> {
  const made = await send(page, '/projects', { id: crypto.randomUUID(), name, number: name, language: 'da' })
  return made.id
}

/** rows opens a register and waits for its first row. */
async function rows(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole('gridcell').first().waitFor()
}

describe.each(['da', 'en'] as const)('the registers in %s', (language) => {
  const say = words(language)

  test('the details stand beside the table and follow it, and the question mark shows the keys', async () => {
    const { context, page } = await open(world, language, 'landscape')
    await signIn(world, page, language, 'soeren.vang')
    // Rows of an accepted phase are locked; these are not.
    const waiting = JSON.stringify([{ field: 'status', op: 'in', value: ['not_started'] }])
    await rows(page, `/projects/${demo}/registers/rows?filter=${encodeURIComponent(waiting)}`)
    const titles = page.locator('[role=gridcell][aria-colindex="3"]')
    await titles.nth(1).click()
    await page.keyboard.press('Space')
    const panel = page.getByRole('complementary')
    const heading = panel.getByRole('heading', { level: 2 })
    await heading.waitFor()
    await until(async () => (await heading.innerText()).includes((await titles.nth(1).innerText()).trim()))
    await holds(page)
    await page.keyboard.press('ArrowDown')
    await until(async () => (await heading.innerText()).includes((await titles.nth(2).innerText()).trim()))
    // What is not saved is not left by moving on.
    const note = panel.getByRole('textbox', { name: say('registers_field_note'), exact: true })
    await note.fill('Ikke gemt')
    await titles.nth(4).click()
    await panel.getByText(say('registers_row_unsaved')).waitFor()
    expect(await heading.innerText()).toContain((await titles.nth(2).innerText()).trim())
    await panel.getByRole('button', { name: say('registers_row_drop') }).click()
    await page.keyboard.press('Escape')
    await until(async () => (await panel.count()) === 0)
    await titles.nth(1).click()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: say('grid_help_title') }).waitFor()
    await context.close()
  })

  test('a view is kept with its columns and groups, shared, and found again by its address', async () => {
    const { context, page } = await open(world, language, 'landscape')
    await signIn(world, page, language, 'soeren.vang')
    await rows(page, `/projects/${demo}/registers/rows`)
    // A head is dragged to another place.
    const head = (at: number) => page.locator(`.cx-column[aria-colindex="${at}"]`)
    const [fourth, fifth] = [await head(4).innerText(), await head(5).innerText()]
    const [from, to] = [await head(5).boundingBox(), await head(4).boundingBox()]
    if (!from || !to) throw new Error('there are no heads')
    await page.mouse.move(from.x + 20, from.y + 10)
    await page.mouse.down()
    await page.mouse.move(to.x + 30, from.y + 10)
    await page.mouse.move(to.x + 6, from.y + 10)
    expect(await page.locator('.cx-column.is-before').count()).toBe(1)
    await page.mouse.up()
    await until(async () => (await head(4).innerText()) === fifth && (await head(5).innerText()) === fourth)
    const filters = JSON.stringify([{ field: 'status', op: 'in', value: ['failed', 'passed'] }])
    await rows(page, `/projects/${demo}/registers/rows?filter=${encodeURIComponent(filters)}`)
    await page.getByRole('button', { name: say('registers_columns'), exact: true }).click()
    await page.getByLabel(say('registers_group'), { exact: true }).selectOption('discipline')
    await page.keyboard.press('Escape')
    await page.getByRole('treegrid').waitFor()
    await page.locator('.cx-row.is-group').first().waitFor()
    await holds(page)
    const lines = async () => Number(await page.getByRole('treegrid').getAttribute('aria-rowcount'))
    await until(async () => (await lines()) > 100)
    const before = await lines()
    await page.locator('.cx-row.is-group .cx-gutter').first().click()
    await until(async () => (await lines()) < before)

    const picker = page.getByRole('button', {
      name: new RegExp(say('registers_view_is', { name: '' }).trim()),
    })
    await picker.click()
    await page.getByRole('menuitem', { name: say('registers_view_create') }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('input[name=name]').fill(`Blik ${language}`)
    await holds(page)
    await dialog.getByRole('button', { name: say('ui_save'), exact: true }).click()
    await until(async () => page.url().includes('view='))
    const address = page.url()
    await page.goto(`/projects/${demo}/registers/systems`)
    await page.getByRole('gridcell').first().waitFor()
    await page.goto(address)
    await page.getByRole('treegrid').waitFor()
    expect(await picker.innerText()).toContain(`Blik ${language}`)
    await picker.click()
    await page.getByRole('menuitem', { name: say('registers_view_delete') }).click()
    await dialog.getByRole('button', { name: say('registers_view_delete'), exact: true }).click()
    await until(async () => !(await picker.innerText()).includes(`Blik ${language}`))
    await context.close()
  })

  test("another's change is seen at once, without what one writes being lost, and a clash is put side by side", async () => {
    const mine = await open(world, language, 'desk')
    const theirs = await open(world, language, 'desk')
    await signIn(world, mine.page, language, 'soeren.vang')
    await signIn(world, theirs.page, language, 'soeren.vang')
    for (const { page } of [mine, theirs]) await rows(page, `/projects/${demo}/registers/rows`)
    const cell = (page: Page, row: number) => page.locator('[role=gridcell][aria-colindex="3"]').nth(row)
    const editor = mine.page.locator('.cx-editor textarea, .cx-editor input').first()

    await cell(mine.page, 3).click()
    await mine.page.keyboard.type('Jeg skriver')
    await cell(theirs.page, 5).click()
    await theirs.page.keyboard.type(`Deres ${language}`)
    await theirs.page.keyboard.press('Enter')
    const begun = Date.now()
    await until(async () => (await cell(mine.page, 5).innerText()).includes(`Deres ${language}`))
    expect(Date.now() - begun).toBeLessThan(5000)
    expect(await editor.inputValue()).toBe('Jeg skriver')

    // They change the very cell that is being written in.
    const before = (await cell(theirs.page, 3).innerText()).trim()
    await cell(theirs.page, 3).click()
    await theirs.page.keyboard.type('De skriver')
    await theirs.page.keyboard.press('Enter')
    await mine.page
      .getByText(say('grid_changed_meanwhile', { column: say('registers_field_title'), text: 'De skriver' }))
      .first()
      .waitFor()
    await mine.page.keyboard.press('Enter')
    await cell(mine.page, 3).click()
    const status = mine.page.locator('.cx-status')
    await until(async () => (await status.innerText()).includes('De skriver'))
    expect(await status.innerText()).toContain('Jeg skriver')
    await mine.page.getByRole('button', { name: say('grid_keep_yours') }).click()
    await until(async () => (await cell(theirs.page, 3).innerText()).includes('Jeg skriver'))
    await mine.page.keyboard.type(before)
    await mine.page.keyboard.press('Enter')
    await until(async () => (await cell(theirs.page, 3).innerText()).includes(before))
    await mine.context.close()
    await theirs.context.close()
  })

  test('the project adds a column, fills it in all rows at once, and takes what is shown with it', async () => {
    const { context, page } = await open(world, language, 'desk')
    await signIn(world, page, language, 'soeren.vang')
    const own = await project(page, `Kolonner ${language}`)
    for (const tag of ['VE01', 'VE02']) await send(page, `/projects/${own}/systems`, { tag })
    await rows(page, `/projects/${own}/registers/systems`)
    await page.getByRole('button', { name: say('registers_columns'), exact: true }).click()
    await page
      .getByRole('button', { name: say('registers_own_add'), exact: true })
      .last()
      .click()
    const dialog = page.getByRole('dialog', { name: say('registers_own_add') })
    await dialog.locator(`input[name=name_${language}]`).fill('Garanti')
    await holds(page)
    await dialog.getByRole('button', { name: say('ui_save'), exact: true }).click()
    const right = () => page.locator('.cx-scroller').evaluate((grid) => grid.scrollTo(99_999, 0))
    await until(async () => {
      await right()
      return page.getByRole('columnheader', { name: 'Garanti' }).isVisible()
    })
    await page.getByRole('button', { name: say('registers_more') }).click()
    await page.getByRole('menuitem', { name: say('registers_all') }).click()
    const all = page.getByRole('dialog', { name: say('registers_all') })
    await all.getByLabel(say('registers_all_fields')).first().click()
    await page.getByRole('option', { name: 'Garanti' }).click()
    await page.keyboard.press('Escape')
    await all.getByRole('textbox', { name: 'Garanti' }).fill('5 år')
    await all.getByRole('button', { name: say('registers_all_look') }).click()
    await all
      .getByText(say('registers_all_preview', { rows: say('grid_row_many', { count: 2 }), fields: 1 }))
      .waitFor()
    await all.getByRole('button', { name: say('registers_bulk_submit') }).click()
    await page.getByRole('gridcell', { name: '5 år' }).first().waitFor()
    await page.getByRole('button', { name: say('registers_more') }).click()
    const fetched = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: say('registers_export_xlsx') }).click()
    const kept = await readFile(await (await fetched).path())
    expect(kept.subarray(0, 2).toString()).toBe('PK') // a workbook; a busy browser may forget what it is called
    await context.close()
  })

  test('a workbook that is not COBie goes through the mapping; one that cannot be read says why', async () => {
    const { context, page } = await open(world, language, 'desk')
    await signIn(world, page, language, 'soeren.vang')
    const own = await project(page, `Import ${language}`)
    const source = await project(page, `Kilde ${language}`)
    for (const n of [1, 2, 3])
      await send(page, `/projects/${source}/systems`, { tag: `VE0${n}`, name_da: `Anlæg ${n}` })
    const columns = encodeURIComponent('[["tag","Mærkning"],["name_da","Navn"]]')
    const book = await page.request.get(
      `/api/projects/${source}/seen?thing=system&format=xlsx&columns=${columns}`,
    )
    const upload = async (name: string, buffer: Buffer) => {
      await page.goto(`/projects/${own}/imports/new?thing=system`)
      const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
      await page.locator('input[type=file]').first().setInputFiles({ name, mimeType, buffer })
    }
    await upload('anlæg.xlsx', await book.body())
    await page.getByRole('button', { name: say('registers_map_submit') }).click()
    const apply = page.getByRole('button', {
      name: new RegExp(say('registers_check_apply').replace(/\{\w+\}/, '[0-9.,]+.*')),
    })
    await apply.waitFor()
    await holds(page)
    await apply.click()
    await until(async () => (await json(page, `/projects/${own}/systems?count=true`)).total === 3)

    await upload('billede.xlsx', Buffer.from('\x89PNG\r\n\x1a\n000000000000000000000000', 'latin1'))
    await page.getByRole('alert').getByText('.xlsx').first().waitFor()
    await holds(page)
    const whole = await book.body()
    await upload('afbrudt.xlsx', whole.subarray(0, whole.length / 2))
    await page.getByRole('heading', { name: say('registers_import_state_failed') }).waitFor()
    await holds(page)
    await page.getByRole('link', { name: say('registers_import_another') }).waitFor()
    await context.close()
  })

  test('an import that is cancelled half-way has changed nothing, says so, and can be carried out after all', async () => {
    const { context, page } = await open(world, language, 'desk')
    await signIn(world, page, language, 'soeren.vang')
    const own = await project(page, `Annulleret ${language}`)
    const lines = Array.from({ length: 20_000 }, (_, n) => `${n + 1};Række ${n + 1}`)
    await page.goto(`/projects/${own}/imports/new?thing=row`)
    const buffer = Buffer.from(['Nr;Titel', ...lines].join('\n'))
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'mange.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('button', { name: say('registers_map_submit') }).click({ timeout: 30_000 })
    const apply = page.getByRole('button', {
      name: new RegExp(say('registers_check_apply').replace(/\{\w+\}/, '[0-9.,]+.*')),
    })
    await apply.click({ timeout: 60_000 })
    await page.getByRole('button', { name: say('ui_task_cancel') }).click()
    await page.getByText(say('registers_import_cancelled')).waitFor({ timeout: 60_000 })
    await holds(page)
    expect((await json(page, `/projects/${own}/rows?count=true&limit=1`)).total).toBe(0)
    await apply.click()
    await page
      .getByRole('button', { name: say('registers_import_undo'), exact: true })
      .waitFor({ timeout: 60_000 })
    expect((await json(page, `/projects/${own}/rows?count=true&limit=1`)).total).toBe(20_000)
    await context.close()
  })
})
