import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { words } from './words.ts'
import { faults, open, signIn, start, type World, widens } from './world.ts'

const demo = '019dd000-0000-7000-8000-000000000001'
const sheet =
  'Kode;Årsag;Anlæg;VE01: Ventilation;EV01: Elevator\nA0;Røg i stuen;BR01;Stop (10 s);Til udgang (60 s)\nB0;Røg i hallen;XX99;Stop;-\n'

let world: World
beforeAll(async () => {
  world = await start()
})
afterAll(() => world?.stop())

async function holds(page: Page): Promise<void> {
  expect(await faults(page)).toEqual([])
  expect(await widens(page)).toBe(false)
}

/** picture keeps a picture for the guide, where pictures are asked for. */
async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.CXWEB_TEST_PICTURES) return
  await page.screenshot({
    path: join(import.meta.dirname, '..', '..', 'docs', 'guide', 'pictures', `${name}.png`),
  })
}

describe.each(['da', 'en'] as const)('the fire matrix in %s', (language) => {
  const say = words(language)
  const code = `SIT-${language}`

  test('a matrix is read out of a sheet, looked at, mended and saved', async () => {
    const { context, page } = await open(world, language, 'landscape')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}/matrices`)
    await page.getByText('BR-M1').waitFor()
    await holds(page)
    await page.getByRole('button', { name: say('integration_new'), exact: true }).click()
    await page.getByLabel(say('integration_code')).fill(code)
    await page
      .getByLabel(say(language === 'da' ? 'integration_title_da' : 'integration_title_en'))
      .fill('SIT')
    await page
      .getByRole('button', { name: say('integration_new'), exact: true })
      .last()
      .click()
    await page.getByRole('heading', { name: `${code} SIT` }).waitFor()
    await page.getByRole('button', { name: say('integration_import'), exact: true }).click()
    await page
      .getByRole('dialog')
      .locator('input[type=file]')
      .setInputFiles({ name: 'matrix.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) })
    await page.getByText('C3').waitFor() // where a system that is not there stands
    await holds(page)
    await page.getByRole('button', { name: say('integration_import_take'), exact: true }).click()
    const stop = page.getByRole('button', { name: 'B0 → EV01', exact: false })
    await stop.focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await page.getByLabel(say('integration_action')).fill('Start')
    await page.getByRole('button', { name: say('integration_keep'), exact: true }).click()
    await page.getByRole('button', { name: say('ui_save'), exact: true }).click()
    await page.getByText(say('integration_saved')).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'B0 → VE01: Start' }).waitFor()
    await holds(page)
    await context.close()
  })

  test('a test by it fails its row, and the retest passes it', async () => {
    const { context, page } = await open(world, language, 'portrait')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}/matrices`)
    await page.getByRole('link', { name: new RegExp(code) }).click()
    await page.getByRole('button', { name: say('integration_begin'), exact: true }).click()
    await page.getByRole('combobox', { name: say('integration_row') }).click()
    await page.getByRole('option', { name: language === 'da' ? /^279 / : /^288 / }).click()
    await holds(page)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('integration_begin') })
      .click()
    const cell = (effect: string) => page.getByRole('group', { name: new RegExp(`^${effect} `) })
    await cell('VE01').getByText(say('integration_fault'), { exact: true }).click()
    await page.getByLabel(say('integration_note')).fill('Kører videre i 40 s')
    await page.getByRole('button', { name: say('integration_keep_fault'), exact: true }).click()
    await page.getByText(say('integration_checked', { at: '1', all: '3' })).waitFor()
    await holds(page)
    await picture(page, `matrix-test-${language}-portrait`)
    await page.getByRole('button', { name: say('integration_pass_rest'), exact: true }).click()
    await page.getByText(say('integration_checked', { at: '2', all: '3' })).waitFor()
    await page.getByRole('button', { name: /^B0/ }).click()
    await page.getByRole('button', { name: say('integration_pass_rest'), exact: true }).click()
    await page.getByText(say('integration_checked', { at: '3', all: '3' })).waitFor()
    await page.getByRole('button', { name: say('integration_finish'), exact: true }).click()
    await page.getByText(say('integration_will_raise', { count: '1' })).waitFor()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('integration_finish') })
      .click()
    await page.getByRole('button', { name: /^A0/ }).click()
    await page.getByRole('link', { name: new RegExp(say('integration_entry', { no: '\\d+' })) }).waitFor()
    await page.getByRole('button', { name: say('integration_retest'), exact: true }).click()
    await page.getByText(say('integration_checked', { at: '0', all: '1' })).waitFor()
    await cell('VE01').getByText(say('integration_ok'), { exact: true }).click()
    await page.getByText(say('integration_checked', { at: '1', all: '1' })).waitFor()
    await page.getByRole('button', { name: say('integration_finish'), exact: true }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('integration_finish') })
      .click()
    await page.getByText(say('status_passed'), { exact: true }).first().waitFor()
    await context.close()
  })

  test('pictures for the guide', async () => {
    const { context, page } = await open(world, language, 'desk')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}/matrices`)
    await page.getByRole('link', { name: /BR-M1/ }).click()
    await page.getByRole('button', { name: /^A2 → BR04/ }).waitFor()
    await holds(page)
    await picture(page, `matrix-${language}-desk`)
    await context.close()
  })
})
