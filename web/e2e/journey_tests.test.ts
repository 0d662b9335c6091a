import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sign } from './pen.ts'
import { words } from './words.ts'
import { faults, open, signIn, start, until, type World, widens } from './world.ts'

const demo = '019dd000-0000-7000-8000-000000000001'
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M/wHwAEBgIApD5fRAAAAABJRU5ErkJggg==',
  'base64',
)

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

/** ask calls the server as whoever is signed in. */
async function ask(page: Page, method: string, path: string, data?: unknown) {
  const answer = await page.request.fetch(`${world.url}/api/projects/${demo}${path}`, {
    method,
    ...(data === undefined ? {} : { data }),
    headers: { origin: world.url },
  })
  if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`)
  const text = await answer.text()
  return text ? JSON.parse(text) : undefined
}

/** kinds is a procedure with a step of every kind. */
const kinds = [
  { code: 'before', kind: 'prerequisite', text_da: 'Anlægget er i drift', text_en: 'The system runs' },
  { code: 'part', kind: 'section', text_da: 'Måling', text_en: 'Measurement' },
  { code: 'meter', kind: 'instrument', text_da: 'Instrument', text_en: 'Instrument' },
  { code: 'tag', kind: 'yes_no', text_da: 'Er det mærket?', text_en: 'Is it labelled?', weight: 1 },
  {
    code: 'belt',
    kind: 'pass_fail',
    text_da: 'Kilerem',
    text_en: 'Belt',
    weight: 2,
    when_step: 'tag',
    when_is: ['yes'],
  },
  {
    code: 'power',
    kind: 'measure',
    text_da: 'Effekt',
    text_en: 'Power',
    unit: 'W',
    comparison: 'le',
    target: 600,
    weight: 1,
  },
  {
    code: 'room',
    kind: 'table',
    text_da: 'Rum',
    text_en: 'Rooms',
    lines: 1,
    options: [{ code: 'flow', da: 'Luftmængde', en: 'Air flow' }],
  },
  {
    code: 'sfp',
    kind: 'formula',
    text_da: 'SEL',
    text_en: 'SFP',
    formula: 'power * 3600 / sum(room.flow)',
    unit: 'J/m³',
    weight: 1,
    comparison: 'le',
    target: 1500,
  },
  {
    code: 'mode',
    kind: 'choice',
    text_da: 'Tilstand',
    text_en: 'Mode',
    weight: 1,
    options: [
      { code: 'auto', da: 'Automatisk', en: 'Automatic' },
      { code: 'hand', da: 'Hånd', en: 'Manual', fails: true },
    ],
  },
  { code: 'words', kind: 'text', text_da: 'Bemærk', text_en: 'Observed' },
  { code: 'day', kind: 'date', text_da: 'Filtre skiftet', text_en: 'Filters changed' },
  { code: 'shot', kind: 'photo', text_da: 'Typeskilt', text_en: 'Type plate' },
  { code: 'who', kind: 'signature', text_da: 'Udført af', text_en: 'Carried out by' },
].map((step) => ({
  id: randomUUID(),
  weight: 0,
  unit: '',
  comparison: 'text',
  target: null,
  tolerance: null,
  ...step,
  ...('options' in step
    ? {
        options: step.options.map((o) => ({
          unit: '',
          comparison: 'text',
          target: null,
          tolerance: null,
          ...o,
        })),
      }
    : {}),
}))

describe.each(['da', 'en'] as const)('tests by procedure in %s', (language) => {
  const say = words(language)
  const text = (code: string) => {
    const step = kinds.find((one) => one.code === code)
    return (language === 'da' ? step?.text_da : step?.text_en) ?? ''
  }

  test('a shipped procedure is taken into use and attached', async () => {
    const { context, page } = await open(world, language, 'portrait')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}/procedures`)
    await page.getByRole('button', { name: say('verification_shelf'), exact: true }).click()
    const code = language === 'da' ? 'KO-FUNK' : 'FV-FUNK'
    await page.getByRole('checkbox', { name: new RegExp(code) }).check()
    await holds(page)
    await page
      .getByRole('button', { name: say('verification_shelf_take', { count: 1 }), exact: true })
      .click()
    await page.getByText(code).first().waitFor()
    await page
      .getByRole('link')
      .filter({ hasText: language === 'da' ? /^Køling/ : /^Energy supply/ })
      .click()
    await page.getByRole('button', { name: say('verification_attachments_change'), exact: true }).click()
    await page.getByRole('button', { name: say('verification_attachment_add'), exact: true }).click()
    await page.getByLabel(say('verification_attachment_type'), { exact: true }).last().fill('DX')
    await holds(page)
    await page.getByRole('button', { name: say('verification_attachments_save'), exact: true }).click()
    await page.getByText(say('verification_of_type', { type: 'DX' })).waitFor()
    await holds(page)
    await context.close()
  })

  test('a draft is written by keyboard and paste, and issued', async () => {
    const { context, page } = await open(world, language, 'portrait')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}/procedures`)
    await page.getByRole('button', { name: say('verification_procedure_new') }).click()
    await page.locator('input[name=code]').fill(`NY-${language}`)
    await page.locator('input[name=title]').fill('Prøve')
    await page.getByRole('button', { name: say('verification_procedure_create'), exact: true }).click()
    await page.getByRole('button', { name: say('verification_paste'), exact: true }).click()
    await page
      .getByRole('dialog')
      .getByRole('textbox')
      .fill('Måling:\nTryk\tPressure\tPa\t≥ 200\nRem strammet\tBelt tight\n')
    await page.getByRole('button', { name: say('verification_paste_add', { count: 3 }), exact: true }).click()
    await page.locator('[data-head]').nth(2).press('Alt+ArrowUp')
    await until(async () => /Rem|Belt/.test((await page.locator('[data-head]').nth(1).textContent()) ?? ''))
    await page.locator('[data-head]').nth(1).press('Control+d')
    await until(async () => (await page.locator('[data-head]').count()) === 4)
    await page.locator('[data-head]').nth(2).press('Delete')
    await until(async () => (await page.locator('[data-head]').count()) === 3)
    await holds(page)
    await picture(page, `procedure-${language}-portrait`)
    await page.getByRole('button', { name: say('verification_issue'), exact: true }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('verification_issue'), exact: true })
      .click()
    await page.getByText(say('verification_edition_no', { no: 1 }), { exact: true }).waitFor()
    await page.getByRole('button', { name: say('verification_edition_begin') }).click()
    await page.locator('[data-head]').nth(2).press('Delete')
    await page.getByRole('button', { name: say('verification_draft_save'), exact: true }).click()
    await page.getByText(say('verification_draft_saved')).waitFor()
    await page.getByRole('button', { name: say('verification_changes_show'), exact: true }).click()
    await page
      .getByText(say('verification_diff_gone', { step: language === 'da' ? 'Tryk' : 'Pressure' }))
      .waitFor()
    await holds(page)
    await context.close()
  })

  test('a row is tested step by step, fails, and passes its retest', async () => {
    const { context, page } = await open(world, language, 'portrait')
    await signIn(world, page, language, 'soeren.vang')
    const code = `ALLE-${language}`
    const procedure = randomUUID()
    const fields = {
      about_da: '',
      about_en: '',
      criterion_da: '',
      criterion_en: '',
      br18: false,
      retired: false,
    }
    const made = await ask(page, 'POST', '/procedures', {
      id: procedure,
      code,
      title_da: 'Alle slags',
      title_en: 'All kinds',
      ...fields,
    })
    const edition = `/procedures/${procedure}/editions/${made.editions[0].id}`
    const steps = kinds.map((step) => ({ ...step, id: randomUUID() }))
    const written = await ask(page, 'PUT', edition, { base: 1, steps })
    await ask(page, 'POST', `${edition}/issue`, { base: written.version, note: '' })
    const like = (await ask(page, 'GET', '/rows?sort=no&limit=60')).items.find(
      (one: { no: number }) => one.no === 8,
    )
    await ask(page, 'PUT', `/procedures/${procedure}/attachments`, {
      attachments: [{ id: randomUUID(), method: like.method, phase: null, type: '', classification: '572' }],
    })
    const row = randomUUID()
    await ask(page, 'POST', '/rows', {
      id: row,
      title_da: 'Prøverække',
      title_en: 'Trial row',
      system: like.system,
      method: like.method,
      company: like.company,
    })
    await context.clearCookies()
    await signIn(world, page, language, 'tina.moerk')
    await page.goto(`/projects/${demo}/tests/${row}`)
    const offered = page.getByRole('listitem').filter({ hasText: code })
    await offered.getByRole('button', { name: say('verification_run_begin') }).click()

    const on = (code: string) =>
      page.getByRole('heading', { name: text(code), exact: true, level: 2 }).waitFor()
    const next = () => page.getByRole('button', { name: say('verification_step_next'), exact: true }).click()
    const tap = (words: string) => page.locator('fieldset label').filter({ hasText: words }).first().click()
    const key = (name: string) => page.getByRole('button', { name, exact: true }).click()

    await on('before')
    await holds(page)
    await tap(say('verification_yes'))
    await on('meter')
    await page.getByLabel(say('verification_instrument_serial'), { exact: true }).fill('A-17')
    const day = (iso: string) => (language === 'da' ? iso.split('-').reverse().join('-') : iso)
    await page.getByLabel(say('verification_instrument_calibrated'), { exact: true }).fill(day('2020-01-09'))
    await page.getByLabel(say('verification_instrument_due'), { exact: true }).fill(day('2021-01-09'))
    await page.keyboard.press('Tab')
    await page.getByText(say('verification_instrument_refused')).waitFor()
    await page.getByLabel(say('verification_instrument_due'), { exact: true }).fill(day('2099-01-09'))
    await page.keyboard.press('Tab')
    await page.getByText(say('verification_saved_there')).waitFor()
    await holds(page)
    await next()
    await on('tag')
    await tap(say('verification_yes'))
    await on('belt')
    await tap(say('verification_fault'))
    await page
      .locator('input[type=file][capture]')
      .setInputFiles({ name: 'rem.png', mimeType: 'image/png', buffer: pixel })
    await page.getByRole('button', { name: say('verification_photo_mark') }).waitFor()
    await holds(page)
    await next()
    await on('power')
    for (const digit of ['6', '0', '1']) await key(digit)
    await page.getByText(say('verification_outside', { limit: '≤ 600 W' })).waitFor()
    await key(say('verification_pad_erase'))
    await key('0')
    await page.getByText(say('verification_within', { limit: '≤ 600 W' })).waitFor()
    await page.getByText(say('verification_saved_there'), { exact: true }).waitFor()
    await holds(page)
    await picture(page, `run-${language}-portrait`)
    await next()
    await on('room')

    // The network goes: what is answered waits on the device, and goes by itself.
    await context.setOffline(true)
    await page.getByRole('table').getByRole('textbox').first().fill('1440')
    await page.getByText(say('verification_waits_offline', { count: 1 })).waitFor()
    await context.setOffline(false)
    await page.getByText(say('verification_saved_there')).waitFor()

    await page.getByRole('button', { name: say('verification_run_pause'), exact: true }).click()
    await page.getByRole('button', { name: say('verification_run_resume'), exact: true }).waitFor()
    await page.goto(`/projects/${demo}/tests`)
    await page.getByText(say('verification_open_runs')).waitFor()

    // Who would sign out while the device keeps something is told so.
    await page.evaluate(() => localStorage.setItem('cxweb.run.elsewhere', '{}'))
    await page.getByRole('button', { name: new RegExp(say('app_menu_of', { name: 'Tina' })) }).click()
    await page.getByRole('menuitem', { name: say('app_sign_out'), exact: true }).click()
    await page.getByRole('heading', { name: say('app_unsent_title') }).waitFor()
    await holds(page)
    await picture(page, `unsent-${language}`)
    await page.getByRole('button', { name: say('ui_cancel'), exact: true }).click()
    await page.evaluate(() => localStorage.removeItem('cxweb.run.elsewhere'))
    await page
      .getByRole('listitem')
      .filter({ hasText: language === 'da' ? 'Alle slags' : 'All kinds' })
      .getByRole('link')
      .first()
      .click()
    await page.getByRole('button', { name: say('verification_run_resume'), exact: true }).click()
    await page.getByRole('button', { name: say('verification_run_pause'), exact: true }).waitFor()

    await on('sfp').catch(() => on('mode'))
    if (await page.getByRole('heading', { name: text('sfp'), exact: true, level: 2 }).isVisible())
      await next()
    await on('mode')
    await tap(language === 'da' ? 'Automatisk' : 'Automatic')
    await on('words')
    await page.getByRole('textbox').first().fill('Ingen lyd')
    await next()
    await on('day')
    await page.getByRole('textbox').first().fill(day('2026-04-01'))
    await page.keyboard.press('Tab')
    await next()
    await on('shot')
    await page
      .locator('input[type=file][capture]')
      .setInputFiles({ name: 'skilt.png', mimeType: 'image/png', buffer: pixel })
    await page.getByRole('button', { name: say('verification_photo_mark') }).waitFor()
    await next()
    await on('who')
    await sign(page)
    await page.getByLabel(say('verification_signed_name'), { exact: true }).fill('Tina Mørk')
    await page.getByRole('button', { name: say('verification_sign'), exact: true }).click()
    await page.getByRole('button', { name: say('verification_sign_again') }).waitFor()
    await next()
    await page.getByRole('heading', { name: say('verification_summary'), level: 2 }).waitFor()
    await page.getByText(say('verification_failed', { count: 1 })).waitFor()
    const attach = page.getByLabel(say('verification_file_attach'), { exact: true })
    await attach.setInputFiles([
      { name: 'Logning CTS.csv', mimeType: 'text/csv', buffer: Buffer.from('tid;m3/h\n1;1200\n') },
      { name: 'Forkert.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
    ])
    await page.getByRole('link', { name: 'Logning CTS.csv' }).waitFor()
    // What is not taken in says why, and is taken off the list again.
    await page
      .getByRole('button', { name: say('verification_file_remove', { name: 'Forkert.exe' }), exact: true })
      .click()
    await holds(page)
    await page.getByRole('button', { name: say('verification_sign_test') }).click()
    await page.getByRole('dialog').getByLabel(say('verification_sign_as')).selectOption('witness')
    await sign(page)
    await page
      .getByRole('dialog')
      .getByLabel(say('verification_signed_name'), { exact: true })
      .fill('Ane Vidne')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('verification_sign'), exact: true })
      .click()
    await page.getByText('Ane Vidne').waitFor()
    await page.getByRole('button', { name: say('verification_finish'), exact: true }).click()
    await page.getByRole('button', { name: say('verification_retest_begin') }).waitFor()
    await holds(page)
    expect((await ask(page, 'GET', `/rows/${row}`)).status).toBe('failed')

    await page.getByRole('button', { name: say('verification_retest_begin') }).click()
    await on('belt')
    await page.getByText(say('verification_before_title')).waitFor()
    await tap(say('verification_ok'))
    await page.getByRole('heading', { name: say('verification_summary'), level: 2 }).waitFor()
    await holds(page)
    await page.getByRole('button', { name: say('verification_finish'), exact: true }).click()
    await page.getByRole('heading', { name: say('verification_outcome'), level: 2 }).waitFor()
    await until(async () => (await ask(page, 'GET', `/rows/${row}`)).status === 'passed')
    await context.close()
  })

  test('a fault in a sample raises the share', async () => {
    const { context, page } = await open(world, language, 'portrait')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}/samples`)
    await page.getByRole('button', { name: say('verification_sample_draw') }).click()
    await page.getByLabel(say('verification_sample_title')).fill(`CO2 ${language}`)
    await page
      .getByLabel(say('verification_sample_tags'), { exact: true })
      .fill('QF01\nQF02\nQF03\nQF04\nQF05\nQF06\nQF07\nQF08')
    await holds(page)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('verification_sample_draw'), exact: true })
      .click()
    await page
      .getByText(say('verification_sample_of', { drawn: 2, all: 8, share: 25 }))
      .first()
      .waitFor()
    await page
      .locator('fieldset label')
      .filter({ hasText: say('verification_fault') })
      .first()
      .click()
    await page.getByLabel(say('verification_note')).fill('80 ppm')
    await page.getByRole('button', { name: say('verification_sample_keep_fault') }).click()
    await page
      .getByText(say('verification_sample_of', { drawn: 4, all: 8, share: 50 }))
      .first()
      .waitFor()
    await holds(page)
    await picture(page, `sample-${language}-portrait`)
    await context.close()
  })
})
