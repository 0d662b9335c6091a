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

/** holds looks whether a page keeps to what every page does. */
async function holds(page: Page): Promise<void> {
  expect(await faults(page)).toEqual([])
  expect(await widens(page)).toBe(false)
}

const json = async (page: Page, path: string) => (await page.request.get(`/api${path}`)).json()

describe.each(['da', 'en'] as const)('the basis of design in %s', (language) => {
  const say = words(language)
  const discipline = language === 'da' ? 'Varme' : 'Domestic water'

  test('the designers are asked about what lacks an answer, one answer is returned once and then approved', async () => {
    const team = await open(world, language, 'desk')
    const page = team.page
    await signIn(world, page, language, 'ida.bech')
    const { items: people } = await json(page, `/projects/${demo}/people`)
    const line = people.find(({ name }: { name: string }) => name === 'Line Frost').id
    await page.goto(`/projects/${demo}/basis?show=all`)
    await page.getByText('K-005').first().waitFor()
    await holds(page)
    await page.getByRole('button', { name: say('design_ask'), exact: true }).click()
    const dialog = page.getByRole('dialog')
    const pick = async (label: string, option: string) => {
      await dialog.getByRole('combobox', { name: say(label), exact: true }).click()
      await page.getByRole('option', { name: option, exact: true }).click()
    }
    await pick('design_discipline', discipline)
    await pick('design_person', 'Line Frost')
    await holds(page)
    await dialog.getByRole('button', { name: say('design_see_preview'), exact: true }).click()
    await dialog.getByRole('list', { name: say('design_preview_list') }).waitFor()
    await holds(page)
    const before = (await json(page, `/projects/${demo}/basis?show=all&count=true`)).total
    await dialog.locator('button[type=submit]').click()
    await until(async () => (await json(page, `/projects/${demo}/basis?show=all&count=true`)).total > before)

    const designer = await open(world, language, 'portrait')
    const desk = designer.page
    await signIn(world, desk, language, 'line.frost')
    const code = language === 'da' ? 'K-010' : 'K-019'
    const { items } = await json(desk, `/projects/${demo}/basis?show=mine&q=${code}`)
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ status: 'asked', person: line })
    const id = items[0].id
    const now = () => json(desk, `/projects/${demo}/basis/${id}`)
    await desk.goto(`/projects/${demo}/basis?show=mine`)
    await holds(desk)
    await desk.getByRole('link', { name: new RegExp(code) }).click()
    await desk.getByRole('heading', { name: say('design_your_turn'), exact: true }).waitFor()
    await holds(desk)
    const give = async (text: string) => {
      await desk.locator('textarea[name=text]').first().fill(text)
      await desk.locator('input[name=reference]').fill('V-56-101, rev. A')
      await desk
        .getByRole('button', { name: say('design_give'), exact: true })
        .first()
        .click()
      await until(async () => (await now()).status === 'answered')
    }
    await give('Strengreguleringsventiler med måleudtag')
    await desk.getByRole('heading', { name: say('design_now'), exact: true }).waitFor()
    expect(await desk.getByRole('button', { name: say('design_approve'), exact: true }).count()).toBe(0)

    await page.goto(`/projects/${demo}/basis/${id}`)
    await page.getByRole('heading', { name: say('design_your_turn'), exact: true }).waitFor()
    await holds(page)
    await page.getByRole('button', { name: say('design_return'), exact: true }).click()
    await page.locator('textarea[name=reason]').fill('Hvor er beregningen?')
    await page.locator('form button[type=submit]').first().click()
    await until(async () => (await now()).status === 'returned')

    // The designer's page follows by itself.
    await desk.getByText('Hvor er beregningen?').first().waitFor()
    await give('Strengreguleringsventiler; beregning i bilag 2')
    await page
      .getByRole('button', { name: say('design_approve'), exact: true })
      .first()
      .waitFor()
    await page.locator('form button[type=submit]').first().click()
    await until(async () => (await now()).status === 'approved')
    await page.getByText(say('design_is_approved'), { exact: true }).waitFor()
    await holds(page)
    const { items: told } = await json(page, `/projects/${demo}/basis/${id}/events`)
    expect(told.map(({ kind }: { kind: string }) => kind)).toEqual([
      'asked',
      'answered',
      'returned',
      'answered',
      'approved',
    ])
    for (const { context } of [team, designer]) await context.close()
  })
})

describe.each(['da', 'en'] as const)('the traceability matrix in %s', (language) => {
  const say = words(language)

  test('holes are shown and narrowed to, and a cell leads to the rows behind it', async () => {
    const { context, page } = await open(world, language, 'desk')
    await signIn(world, page, language, 'soeren.vang')
    await page.goto(`/projects/${demo}/trace?q=K-005`)
    const line = page.getByRole('row', { name: /K-005/ })
    await line.waitFor()
    await line
      .getByRole('listitem')
      .filter({ hasText: say('design_hole_failed') })
      .waitFor()
    await holds(page)
    await page.goto(`/projects/${demo}/trace?hole=failed`)
    await line.waitFor()
    expect(await page.getByText('K-001', { exact: true }).count()).toBe(0)
    await line.locator('[data-status=failed]').click()
    await page.getByRole('gridcell').first().waitFor()
    expect(page.url()).toContain('/registers/rows')
    const { items } = await json(page, `/projects/${demo}/trace?hole=failed`)
    expect(items.every(({ holes }: { holes: string[] }) => holes.includes('failed'))).toBe(true)
    const file = await page.request.get(`/api/projects/${demo}/trace_export?format=csv`)
    expect(await file.text()).toContain('K-005')
    await context.close()
  })
})

describe.each(['da', 'en'] as const)('the design review in %s', (language) => {
  const say = words(language)
  const [share, all] = language === 'da' ? ['El', 'Ventilation'] : ['Lighting', 'Cooling']

  test('a sample is drawn, comments are answered, and what is unresolved goes to the log', async () => {
    const manager = await open(world, language, 'desk')
    const page = manager.page
    await signIn(world, page, language, 'soeren.vang')
    const { items: disciplines } = await json(page, `/projects/${demo}/disciplines?limit=100`)
    const { items: companies } = await json(page, `/projects/${demo}/companies`)
    const studio = companies.find(({ name }: { name: string }) => name.startsWith('Rådgiver')).id
    const origin = { origin: world.url }
    // A set of drawings of this language's own, so that both can be reviewed.
    for (const [name, count] of [
      [share, 5],
      [all, 2],
    ] as const) {
      const discipline = disciplines.find(
        (one: { name_da: string; name_en: string }) => one.name_da === name || one.name_en === name,
      ).id
      for (let at = 1; at <= count; at++) {
        const stored = await page.request.post(`/api/projects/${demo}/files?name=plan.pdf`, {
          data: Buffer.from(`%PDF-1.4 ${language} ${name} ${at}`),
          headers: { ...origin, 'content-type': 'application/octet-stream' },
        })
        const { id: file } = await stored.json()
        const number = `${language.toUpperCase()}-${name}-${at}`
        const made = await page.request.post(`/api/projects/${demo}/documents`, {
          data: {
            id: crypto.randomUUID(),
            number,
            title: 'Plan',
            kind: 'drawing',
            discipline,
            company: studio,
            revision: `Q${language}`,
            file,
          },
          headers: origin,
        })
        expect(made.status()).toBe(201)
      }
    }

    await page.goto(`/projects/${demo}/documents`)
    await page.getByText(`${language.toUpperCase()}-${all}-1`).first().waitFor()
    await holds(page)
    await page.getByRole('link', { name: `${language.toUpperCase()}-${all}-1`, exact: true }).click()
    await page.getByRole('heading', { name: say('documents_versions'), exact: true }).waitFor()
    await holds(page)

    await page.goto(`/projects/${demo}/reviews`)
    await page.getByRole('link', { name: 'GR-1', exact: true }).waitFor()
    await holds(page)
    await page.getByRole('button', { name: say('documents_open_review'), exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.locator('input[name=title]').fill(`Rev. Q ${language}`)
    for (const name of [share, all]) await dialog.getByText(name, { exact: true }).click()
    await dialog.getByLabel(say('documents_share_of', { discipline: share })).fill('20')
    await dialog.locator('input[name=revision]').fill(`Q${language}`)
    await dialog.getByText('Ida Bech', { exact: true }).click()
    await holds(page)
    await dialog.locator('button[type=submit]').click()
    await page.getByRole('heading', { name: `Rev. Q ${language}`, exact: true }).waitFor()
    const id = /reviews\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
    const review = () => json(page, `/projects/${demo}/reviews/${id}`)
    const { items } = await review()
    const drawn = items.filter((one: { drawn: boolean }) => one.drawn)
    expect(items).toHaveLength(7)
    expect(drawn).toHaveLength(3) // a fifth of five, and both of two
    await holds(page)

    const reviewer = await open(world, language, 'landscape')
    const desk = reviewer.page
    await signIn(world, desk, language, 'ida.bech')
    await desk.goto(`/projects/${demo}/reviews/${id}`)
    const send = desk.getByRole('button', { name: say('documents_comment_send'), exact: true })
    for (const [at, text] of ['Kanalen er for lille', 'Hvor er føleren?'].entries()) {
      await desk.locator('textarea[name=text]').fill(text)
      await send.click()
      await desk.getByText(text, { exact: true }).first().waitFor()
      await until(async () => (await review()).comments === at + 1)
    }
    await holds(desk)
    const { items: comments } = await json(desk, `/projects/${demo}/reviews/${id}/comments`)
    const replied = await page.request.post(`/api/projects/${demo}/review_comments/${comments[1].id}/reply`, {
      data: { reply: 'På væggen' },
      headers: origin,
    })
    expect(replied.ok()).toBe(true)
    await desk.getByText('På væggen', { exact: true }).waitFor()
    await desk
      .getByRole('button', { name: say('documents_resolve'), exact: true })
      .last()
      .click()
    await until(async () => (await review()).unresolved === 1)

    await page.getByRole('button', { name: say('documents_close'), exact: true }).click()
    await page.getByText(say('documents_close_about', { unresolved: 1 }), { exact: true }).waitFor()
    await holds(page)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('documents_close'), exact: true })
      .click()
    await until(async () => (await review()).status === 'closed')
    await page.getByRole('link', { name: /OBS-/ }).click()
    await page.getByText(say('issues_review'), { exact: true }).waitFor()
    await holds(page)
    await page
      .getByRole('link', {
        name: new RegExp(say('issues_review_comment', { document: '', number: 1 }).replace(', ', '')),
      })
      .click()
    await page.getByText(say('documents_is_closed'), { exact: true }).first().waitFor()
    await holds(page)
    for (const { context } of [manager, reviewer]) await context.close()
  })
})
